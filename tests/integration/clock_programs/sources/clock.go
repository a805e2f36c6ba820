// As clock.c.
package main

import (
	"fmt"
	"net"
	"os"
	"time"
)

func main() {
	listener, err := net.Listen("tcp", net.JoinHostPort(os.Args[1], os.Args[2]))
	if err != nil {
		panic(err)
	}
	for {
		client, err := listener.Accept()
		if err != nil {
			continue
		}
		fmt.Fprintf(client, "%.6f\n", float64(time.Now().UnixMicro())/1e6)
		client.Close()
	}
}
