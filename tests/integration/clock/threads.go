// A small server in Go as threads.c is in C, for the same questions: goroutines that ask for the time without a pause to
// speak of, on many threads, while memory is collected and goroutines are preempted by signals.
package main

import (
	"bufio"
	"fmt"
	_ "net" // with cgo, what makes a program dynamic
	"os"
	"runtime"
	"sync/atomic"
	"syscall"
	"time"
	"unsafe"
)

const monotonic, cpu = 1, 2

// Past the runtime, and past the vDSO.
func really(clock uintptr) float64 {
	var now syscall.Timespec
	syscall.Syscall(syscall.SYS_CLOCK_GETTIME, clock, uintptr(unsafe.Pointer(&now)), 0)
	return float64(now.Nano()) / 1e9
}

func wall() float64 {
	return float64(time.Now().UnixMicro()) / 1e6
}

var kept atomic.Pointer[[]time.Time]

func goRound(rounds *atomic.Uint64, pause func()) {
	for {
		seen := make([]time.Time, 0, 100)
		for len(seen) < cap(seen) {
			seen = append(seen, time.Now())
		}
		kept.Store(&seen)
		pause()
		rounds.Add(1)
	}
}

func main() {
	var rounds [3]atomic.Uint64
	go goRound(&rounds[0], func() { time.Sleep(time.Millisecond) })
	go goRound(&rounds[1], func() { <-time.After(time.Millisecond) })
	go goRound(&rounds[2], func() {
		runtime.LockOSThread() // with a thread of its own each time round
		done := make(chan bool)
		go func() { runtime.LockOSThread(); time.Now(); close(done) }()
		<-done
		time.Sleep(5 * time.Millisecond)
		runtime.UnlockOSThread()
	})
	for lines := bufio.NewScanner(os.Stdin); lines.Scan(); {
		before, seen, after := really(monotonic), wall(), really(monotonic)
		fmt.Printf("%.6f %.6f %.6f %.6f %d %d %d\n", before, seen, after, really(cpu),
			rounds[0].Load(), rounds[1].Load(), rounds[2].Load())
	}
}
