//go:build !linux

package judges

import (
	"os/exec"
	"testing"
)

// asUser leaves a command as it is.
func asUser(testing.TB, *exec.Cmd, string) {}
