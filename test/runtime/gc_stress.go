// RUN: %ogo build -o %t %s
// RUN: env GODEBUG=gcstress=1 %t | FileCheck %s
// RUN: env GODEBUG=gcstress=7 %t | FileCheck %s

// A collection at every allocation changes nothing.
package main

import (
	"fmt"
	"sort"
	"strings"
	"sync"
)

type list struct {
	next *list
	text string
}

func main() {
	m := map[string][]int{}
	for i := range 50 {
		k := fmt.Sprint("k", i%10)
		m[k] = append(m[k], i)
	}
	c := make(chan string)
	var wg sync.WaitGroup
	for k, v := range m {
		wg.Add(1)
		go func() {
			defer wg.Done()
			var l *list
			for _, n := range v {
				l = &list{l, fmt.Sprint(k, "-", n)}
			}
			for ; l != nil; l = l.next {
				c <- l.text
			}
		}()
	}
	go func() { wg.Wait(); close(c) }()
	var all []string
	for s := range c {
		all = append(all, strings.ToUpper(s))
	}
	sort.Strings(all)
	fmt.Println(len(all), all[0], all[49], strings.Join(all, "")[:20])
}

// CHECK: 50 K0-0 K9-9 K0-0K0-10K0-20K0-30K
