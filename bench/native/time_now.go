// time_now CALLS: nanoseconds that one time.Now() takes.
package main

import (
	"fmt"
	"os"
	"strconv"
	"time"
)

func main() {
	calls, _ := strconv.Atoi(os.Args[1])
	begun := time.Now()
	for i := 0; i < calls; i++ {
		time.Now()
	}
	fmt.Printf("%.2f\n", float64(time.Since(begun).Nanoseconds())/float64(calls))
}
