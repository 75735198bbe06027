// Nothing follows without a package clause.
// RUN: not %ogo check %s 2>&1 | FileCheck %s

import "fmt"
// CHECK: package_clause.go:4:1: syntax error: package statement must be first
// CHECK-NOT: {{.}}
