package main

import (
	"os"
	"syscall"
)

// peakMemory returns the MiB that a process had resident at most.
func peakMemory(s *os.ProcessState) float64 {
	usage, ok := s.SysUsage().(*syscall.Rusage)
	if !ok {
		return 0
	}
	return float64(usage.Maxrss) / 1024 // Linux counts KiB
}
