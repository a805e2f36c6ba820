// tells PORT: tells whoever connects the time, as the sample server does.
package main

import (
	"fmt"
	"net"
	"os"
	"time"
)

func main() {
	listener, err := net.Listen("tcp", ":"+os.Args[1])
	if err != nil {
		panic(err)
	}
	for {
		client, err := listener.Accept()
		if err != nil {
			panic(err)
		}
		fmt.Fprintln(client, time.Now().Format(time.RFC3339Nano))
		client.Close()
	}
}
