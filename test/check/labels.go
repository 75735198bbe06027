// Branches and labels, in the words of gc's parser.
// RUN: not %ogo check -e %s 2>&1 | FileCheck --match-full-lines %s
package p

func unused() {
L:
	for {
	}
}

func duplicate() {
L:
	for {
		break L
	}
L:
	for {
		continue L
	}
}

func targets(x interface{}) {
	break
	continue
	fallthrough
	goto nowhere
	for {
		break nowhere
		continue nowhere
	}
A:
	switch {
	case true:
		continue A
	case false:
		func() { break A }()
		fallthrough
	default:
		fallthrough
	}
	switch x.(type) {
	case int:
		fallthrough
	case string:
	}
	switch {
	case true:
		{
			fallthrough
		}
	case false:
		fallthrough

	default:
	}
B:
	x = nil
	for {
		break B
	}
}

func jumps(c bool) {
	goto over
	v := 1
	_ = v
over:
	goto into
	{
	into:
	}
	if c {
		goto back
	}
back:
	goto back
}

// CHECK:      {{.*}}labels.go:6:1: label L defined and not used
// CHECK-NEXT: {{.*}}labels.go:16:1: label L already defined at {{.*}}labels.go:12:1
// CHECK-NEXT: {{.*}}labels.go:18:12: invalid continue label L
// CHECK-NEXT: {{.*}}labels.go:23:2: break is not in a loop, switch, or select
// CHECK-NEXT: {{.*}}labels.go:24:2: continue is not in a loop
// CHECK-NEXT: {{.*}}labels.go:25:2: fallthrough statement out of place
// CHECK-NEXT: {{.*}}labels.go:26:7: label nowhere not defined
// CHECK-NEXT: {{.*}}labels.go:28:9: break label not defined: nowhere
// CHECK-NEXT: {{.*}}labels.go:29:12: continue label not defined: nowhere
// CHECK-NEXT: {{.*}}labels.go:34:12: invalid continue label A
// CHECK-NEXT: {{.*}}labels.go:36:18: break label not defined: A
// CHECK-NEXT: {{.*}}labels.go:39:3: cannot fallthrough final case in switch
// CHECK-NEXT: {{.*}}labels.go:43:3: cannot fallthrough in type switch
// CHECK-NEXT: {{.*}}labels.go:49:4: fallthrough statement out of place
// CHECK-NEXT: {{.*}}labels.go:59:9: invalid break label B
// CHECK-NEXT: {{.*}}labels.go:64:7: goto over jumps over declaration of v at {{.*}}labels.go:65:4
// CHECK-NEXT: {{.*}}labels.go:68:7: goto into jumps into block starting at {{.*}}labels.go:69:2
// CHECK-NOT:  {{.}}
