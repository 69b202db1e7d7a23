package zpl

import "fmt"

// DefaultFormatLimit is the most bytes of one format that a [Splitter] collects
// unless told otherwise: 16 MiB, more than the memory printers have for it.
const DefaultFormatLimit = 16 << 20

// A Job is one thing that came out of a [Splitter].
type Job struct {
	Kind     JobKind
	Data     []byte   // its bytes; of a format without the control commands sent within
	Code     string   // of JobControl: "~HS", with the usual prefix
	Prefixes Prefixes // in force at its start
	Err      error    // of JobDropped: what and why
}

// A JobKind is the kind of a [Job].
type JobKind uint8

const (
	JobFormat  JobKind = iota + 1 // ^XA…^XZ
	JobControl                    // one control command
	JobSGD                        // one line of Set-Get-Do, without its end
	JobDropped                    // a format or line that was cancelled, or beyond the limit
)

// String returns the name of the kind, such as "format".
func (k JobKind) String() string {
	switch k {
	case JobFormat:
		return "format"
	case JobControl:
		return "control"
	case JobSGD:
		return "SGD"
	case JobDropped:
		return "dropped"
	}
	return "unknown job"
}

// A Splitter is the receive side of a printer: it takes a stream of bytes in
// pieces cut anywhere and gives the formats, control commands and lines of
// Set-Get-Do in it. What the pieces are has no influence on what comes out.
//
// A control command that acts at once (~HS, ~JA, …) comes out when its last
// byte is there, also in the middle of a format, which goes on around it. ~JA,
// ~JR and ~JX drop the format being received. Other control commands between
// formats end at the next command or line end; within a format they belong to
// it. Text between formats is passed over.
//
// The zero value is ready to use, with the usual prefixes and
// [DefaultFormatLimit].
type Splitter struct {
	Limit int // most bytes of one format; 0 for DefaultFormatLimit

	prefixes Prefixes
	state    splitState
	open     bool // between ^XA and ^XZ
	format   collected
	token    []byte // a command whose end is not there yet, or a line
	need     int    // bytes until the token is whole, or of binary data
	code     string
	info     *CommandInfo
	begun    Prefixes // in force where token began
}

// collected is the format being received.
type collected struct {
	b        []byte
	prefixes Prefixes
	dropped  bool // beyond the limit
}

type splitState uint8

const (
	statePlain   splitState = iota
	stateName               // prefix seen, the name is not whole
	stateArgs               // need more bytes, whatever they are
	stateHead               // parameters that may announce binary data
	stateBinary             // need more bytes of it, whatever they are
	stateControl            // parameters of a control command between formats
	stateLine               // a line of Set-Get-Do, or what may become one
)

// Append takes the next bytes of the stream and appends what became complete.
// The jobs own their data.
func (s *Splitter) Append(jobs []Job, b []byte) []Job {
	s.prefixes = s.prefixes.orUsual()
	for i := 0; i < len(b); {
		if s.state == stateBinary {
			n := min(s.need, len(b)-i)
			jobs = s.takeBinary(jobs, b[i:i+n])
			i += n
			continue
		}
		jobs = s.take(jobs, b[i])
		i++
	}
	return jobs
}

// Receiving reports whether a format has begun and not ended: the flag "partial
// format" of ~HS.
func (s *Splitter) Receiving() bool { return s.open }

// Prefixes returns the prefixes now in force.
func (s *Splitter) Prefixes() Prefixes { return s.prefixes.orUsual() }

// Reset forgets what has not become complete, as when the connection is lost or
// the printer is reset. The prefixes stay.
func (s *Splitter) Reset() {
	s.state, s.open, s.token = statePlain, false, s.token[:0]
	s.format = collected{b: s.format.b[:0]}
}

func (s *Splitter) take(jobs []Job, c byte) []Job {
	switch s.state {
	case stateName:
		return s.takeName(jobs, c)
	case stateArgs:
		s.token = append(s.token, c)
		if s.need--; s.need == 0 {
			return s.command(jobs)
		}
		return jobs
	case stateHead:
		return s.takeHead(jobs, c)
	case stateControl:
		return s.takeControl(jobs, c)
	case stateLine:
		return s.takeLine(jobs, c)
	}
	return s.takePlain(jobs, c)
}

func (s *Splitter) takePlain(jobs []Job, c byte) []Job {
	switch {
	case c == s.prefixes.Format || c == s.prefixes.Control:
		s.state, s.token, s.begun = stateName, append(s.token[:0], c), s.prefixes
	case c == charXA:
		s.token, s.begun = append(s.token[:0], c), s.prefixes
		return s.begin(jobs)
	case c == charXZ:
		s.token = append(s.token[:0], c)
		return s.end(jobs)
	case s.open:
		return s.collect(jobs, c)
	case c == '!':
		s.state, s.token, s.begun = stateLine, append(s.token[:0], c), s.prefixes
	}
	return jobs
}

// takeName takes a byte of the two after a prefix.
func (s *Splitter) takeName(jobs []Job, c byte) []Job {
	if s.prefixes.special(c) {
		jobs = s.giveUp(jobs)
		return s.takePlain(jobs, c)
	}
	s.token = append(s.token, c)
	if len(s.token) < 3 {
		return jobs
	}
	s.state, s.code, s.need = statePlain, "", 0
	prefix := byte('^')
	if s.token[0] != s.prefixes.Format {
		prefix = '~'
	}
	s.info = &CommandInfo{}
	if i := findCommand(prefix, s.token[1:]); i >= 0 {
		s.info = &commands[i]
		s.code, s.need = s.info.Code, s.info.fixed
	}
	switch {
	case s.need > 0:
		s.state = stateArgs
		return jobs
	case s.info.counted.data > 0:
		s.state = stateHead
		return jobs
	case prefix == '^' || s.info.Immediate:
		return s.command(jobs)
	}
	if s.code == "" {
		s.code = string([]byte{'~', upper(s.token[1]), upper(s.token[2])})
	}
	return s.follows(jobs)
}

// follows lets what follows the token be plain: of the format, or the rest of a
// control command between formats.
func (s *Splitter) follows(jobs []Job) []Job {
	if s.open || s.code[0] == '^' {
		return s.giveUp(jobs)
	}
	s.state = stateControl
	return jobs
}

// takeHead takes a byte of the parameters that may announce binary data.
func (s *Splitter) takeHead(jobs []Job, c byte) []Job {
	const name = 3
	if s.prefixes.special(c) || len(s.token) == name+maxHead {
		return s.take(s.follows(jobs), c)
	}
	s.token = append(s.token, c)
	if headLength(s.info.counted.data, s.token[name:], s.prefixes) == 0 {
		return jobs
	}
	n := Command{info: s.info, prefixes: s.prefixes}.countedBytes(s.token[name:])
	jobs = s.follows(jobs)
	if n > 0 {
		s.state, s.need = stateBinary, n
	}
	return jobs
}

// takeBinary takes some of the binary data still needed.
func (s *Splitter) takeBinary(jobs []Job, b []byte) []Job {
	control := len(s.token) > 0
	switch {
	case s.open:
		jobs = s.collect(jobs, b...)
	case control:
		jobs = s.extend(jobs, s.code, b...)
	}
	s.state = stateBinary
	if s.need -= len(b); s.need > 0 {
		return jobs
	}
	s.state = statePlain
	if control && len(s.token) > 0 {
		s.state = stateControl
	}
	return jobs
}

// giveUp passes the token on as part of the format, if one is open.
func (s *Splitter) giveUp(jobs []Job) []Job {
	s.state = statePlain
	if s.open {
		jobs = s.collect(jobs, s.token...)
	}
	s.token = s.token[:0]
	return jobs
}

// command acts on the token, a whole command.
func (s *Splitter) command(jobs []Job) []Job {
	s.state = statePlain
	switch s.code {
	case "^XA":
		return s.begin(jobs)
	case "^XZ":
		return s.end(jobs)
	case "^CC", "~CC", "^CT", "~CT", "^CD", "~CD":
		s.prefixes.change(s.code, s.token[3])
		return s.giveUp(jobs)
	}
	if s.code == "" || s.code[0] == '^' {
		return s.giveUp(jobs)
	}
	info, _ := Lookup(s.code)
	if info.Drops && s.open {
		jobs = append(jobs, Job{Kind: JobDropped, Prefixes: s.format.prefixes,
			Err: fmt.Errorf("zpl: format of %d bytes so far was cancelled by %s", len(s.format.b), s.code)})
		s.open = false
		s.format = collected{b: s.format.b[:0]}
	}
	return append(jobs, s.control())
}

func (s *Splitter) control() Job {
	return Job{Kind: JobControl, Code: s.code, Data: append([]byte(nil), s.token...), Prefixes: s.begun}
}

// begin starts a format; inside one, ^XA belongs to it.
func (s *Splitter) begin(jobs []Job) []Job {
	if !s.open {
		s.open = true
		s.format = collected{b: s.format.b[:0], prefixes: s.begun}
	}
	return s.collect(jobs, s.token...)
}

func (s *Splitter) end(jobs []Job) []Job {
	if !s.open {
		return jobs
	}
	jobs = s.collect(jobs, s.token...)
	s.open = false
	if s.format.dropped {
		return jobs
	}
	return append(jobs, Job{Kind: JobFormat, Data: append([]byte(nil), s.format.b...), Prefixes: s.format.prefixes})
}

// collect adds to the format, until it grows beyond the limit: then it is
// dropped, and what follows up to its end.
func (s *Splitter) collect(jobs []Job, b ...byte) []Job {
	if s.format.dropped {
		return jobs
	}
	limit := s.limit()
	if len(s.format.b)+len(b) <= limit {
		s.format.b = append(s.format.b, b...)
		return jobs
	}
	s.format.dropped, s.format.b = true, nil
	return append(jobs, Job{Kind: JobDropped, Prefixes: s.format.prefixes,
		Err: fmt.Errorf("zpl: format is longer than %d bytes", limit)})
}

func (s *Splitter) limit() int {
	if s.Limit <= 0 {
		return DefaultFormatLimit
	}
	return s.Limit
}

// takeControl takes the parameters of a control command between formats. Data
// may have several lines.
func (s *Splitter) takeControl(jobs []Job, c byte) []Job {
	ends := s.prefixes.special(c) || (c == '\r' || c == '\n') && !s.info.carriesData()
	if !ends {
		return s.extend(jobs, s.code, c)
	}
	s.state = statePlain
	return s.takePlain(append(jobs, s.control()), c)
}

// takeLine takes a line of Set-Get-Do. What only began like one is passed over.
func (s *Splitter) takeLine(jobs []Job, c byte) []Job {
	const full, short = "! U1 ", "! U "
	n := len(s.token)
	if c == '\r' || c == '\n' {
		s.state = statePlain
		if isSGD(s.token) {
			jobs = append(jobs, Job{Kind: JobSGD, Data: append([]byte(nil), s.token...), Prefixes: s.begun})
		}
		return jobs
	}
	if !isSGD(s.token) && (n >= len(full) || full[n] != c) && (n >= len(short) || short[n] != c) {
		s.state = statePlain
		return s.takePlain(jobs, c)
	}
	return s.extend(jobs, "SGD line", c)
}

// extend adds to the token, until it grows beyond its limit: then it is dropped.
func (s *Splitter) extend(jobs []Job, what string, b ...byte) []Job {
	most := maxSGDLine
	if s.state != stateLine && s.info.carriesData() {
		most = s.limit()
	}
	if len(s.token)+len(b) <= most {
		s.token = append(s.token, b...)
		return jobs
	}
	s.state, s.token = statePlain, nil
	return append(jobs, Job{Kind: JobDropped, Prefixes: s.begun,
		Err: fmt.Errorf("zpl: %s is longer than %d bytes", what, most)})
}
