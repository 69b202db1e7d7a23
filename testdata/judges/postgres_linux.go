package judges

import (
	"os"
	"os/exec"
	"syscall"
	"testing"
)

// asUser makes a command run as a user other than root, and end when the test
// is killed.
func asUser(t testing.TB, cmd *exec.Cmd, dir string) {
	t.Helper()
	cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGQUIT}
	if os.Geteuid() == 0 {
		uid, gid := unprivileged(t, dir)
		cmd.SysProcAttr.Credential = &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}
	}
}
