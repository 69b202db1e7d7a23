package serial

import (
	"fmt"
	"iter"
	"slices"

	"github.com/eachmark/eachmark/gs1"
)

// The kinds of findings of this package.
const (
	CodeSequence  gs1.Code = "SERIAL-SEQUENCE"  // serials that follow from others by addition
	CodeLCG       gs1.Code = "SERIAL-LCG"       // the output of a linear congruential generator
	CodeLFSR      gs1.Code = "SERIAL-LFSR"      // the output of a linear feedback shift register
	CodeRange     gs1.Code = "SERIAL-RANGE"     // serials that fill a range
	CodeEven      gs1.Code = "SERIAL-EVEN"      // serials that keep their distance
	CodeBias      gs1.Code = "SERIAL-BIAS"      // characters or bits that are not evenly spread
	CodeDuplicate gs1.Code = "SERIAL-DUPLICATE" // the same serial twice
	CodeGuess     gs1.Code = "SERIAL-GUESS"     // so many serials that a guess is one of them
	CodeSorted    gs1.Code = "SERIAL-SORTED"    // serials in an order that hides how they were made
	CodeFew       gs1.Code = "SERIAL-FEW"       // too few serials to judge
)

const (
	// maxJudged is how many serials an audit keeps and looks at.
	maxJudged = 1 << 20

	// minJudged is how many serials there must be before any can be told from
	// chance: 12 in a row are one in 12! orders.
	minJudged = 12

	// minStatistics is how many serials the tests of spread need.
	minStatistics = 100
)

// falseAlarm bounds the probability with which one test takes serials drawn at
// random for predictable ones. Each of up to four ways to read the serials as
// numbers makes about twenty tests.
const falseAlarm = 1e-9

// A Report is what [Audit] found out.
type Report struct {
	Serials  int           // how many there were
	Judged   int           // how many of them, from the first, were looked at
	Findings []gs1.Finding // positions are not used
}

// Predictable reports whether there is an error among the findings: the serials
// do not come from a good random order, or are no serials.
func (r Report) Predictable() bool {
	return slices.ContainsFunc(r.Findings, func(f gs1.Finding) bool { return f.Severity == gs1.SeverityError })
}

// Audit judges whether serials, in the order in which they were issued, could
// have been foretold from one another. It recognises
//
//   - sequences and constant differences, also of up to eight lines that issue in
//     turn, and shuffled;
//   - linear congruential generators that show their whole state, of any modulus;
//   - linear feedback shift registers and xorshift generators of any taps, the
//     former also where numbers beyond a limit are left out, a minimum is added,
//     or batches are shuffled;
//   - characters and bits that are not evenly spread, and serials in a range that
//     they fill.
//
// Serials may be written in any usual alphabet, with text around the number and a
// check character behind it.
//
// That it finds nothing proves nothing: a generator that hides most of its state
// can be weak all the same. Serials that were drawn at random it takes for
// predictable less than once in ten million audits. An audit of fewer than 12
// serials finds only what is wrong with each. It keeps the first 1,048,576.
func Audit(serials iter.Seq[string]) Report {
	a := audit{seen: map[string]int{}}
	for s := range serials {
		a.add(s)
	}
	a.tellDuplicates()
	a.judge()
	return a.Report
}

// An audit collects serials and what is wrong with them.
type audit struct {
	Report

	texts []string       // those that are valid, each once
	seen  map[string]int // their numbers, from 1

	duplicates       int
	first, firstSeen int // numbers of the first duplicate and of what it repeats
}

func (a *audit) tell(code gs1.Code, severity gs1.Severity, message, fix, rule string) {
	a.Findings = append(a.Findings, gs1.Finding{Code: code, Severity: severity, Message: message, Fix: fix, Rule: rule})
}

// add takes up one serial.
func (a *audit) add(s string) {
	a.Serials++
	if a.Judged == maxJudged {
		return
	}
	a.Judged++
	if !a.valid(s) {
		return
	}
	before, again := a.seen[s]
	if !again {
		a.seen[s] = a.Serials
		a.texts = append(a.texts, s)
		return
	}
	if a.duplicates == 0 {
		a.first, a.firstSeen = a.Serials, before
	}
	a.duplicates++
}

// valid reports whether s can be a serial. Of each kind of fault the first is
// told.
func (a *audit) valid(s string) bool {
	ok := true
	for f := range gs1.CheckValue(gs1.AI21, s) {
		ok = false
		told := func(g gs1.Finding) bool { return g.Code == f.Code }
		if !slices.ContainsFunc(a.Findings, told) {
			f.Message = fmt.Sprintf("serial number %d: %s", a.Serials, f.Message)
			a.Findings = append(a.Findings, f)
		}
	}
	return ok
}

func (a *audit) tellDuplicates() {
	if a.duplicates > 0 {
		a.tell(CodeDuplicate, gs1.SeverityError,
			fmt.Sprintf("serial number %d is the same as number %d; %d are there again", a.first, a.firstSeen, a.duplicates),
			"issue each serial once; eachmark serial reserve never issues one twice", "GS1 General Specifications §3.5.2")
	}
	a.seen = nil
}

const (
	fixOrder = "issue serials in a random order: eachmark serial pool new NAME --order random"
	ruleOdds = ruleGuess + " asks for randomised serials"
)

// judge runs the tests. A rule by which serials follow from one another may show
// in any reading; the first one found is told.
func (a *audit) judge() {
	if len(a.texts) < minJudged {
		a.tellFew(len(a.texts))
		return
	}
	readings := readNumbers(a.texts)
	numbers, columns := &readings[0], &readings[len(readings)-1]
	if len(columns.values) < minJudged {
		a.tellFew(len(columns.values))
		return
	}
	unordered, found := sortedFinding(numbers)
	lambda := chanceSteps(numbers, columns)
	for i := range readings {
		if a.judgeOrder(&readings[i], !found, lambda) {
			return
		}
	}
	if found {
		a.Findings = append(a.Findings, unordered)
	}
	a.judgeSpread(numbers, columns)
	for i := range readings {
		if a.Predictable() || a.judgePairs(&readings[i]) {
			return
		}
	}
}

func (a *audit) tellFew(n int) {
	a.tell(CodeFew, gs1.SeverityWarning, fmt.Sprintf("%d different serials of one length are too few to judge, expected %d or more", n, minJudged),
		"audit more serials", "package serial")
}
