// SPDX-License-Identifier: Apache-2.0

// Measures the expressions of tests/bench/expression_cases.cc in cel-go: prints the microseconds of
// one evaluation, the median of several passes. Usage: cel-go cel|cel_filter
package main

import (
	"fmt"
	"os"
	"sort"
	"time"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/common/types/ref"
	"cel.dev/cel-go/common/types/traits"
)

type workload struct {
	expression string
	state      map[string]any
	runs       int
	check      func(ref.Val) bool
}

func condition() workload {
	state := map[string]any{"problems": []any{"x"}, "approved": false}
	for i := 0; i < 18; i++ {
		state[fmt.Sprintf("c%d", i)] = i
	}
	return workload{"size(problems) > 0 && !approved", state, 20000, func(v ref.Val) bool { return v == types.True }}
}

func filter() workload {
	items := make([]any, 1000)
	for i := range items {
		items[i] = map[string]any{"id": i, "score": float64(i%100) / 100}
	}
	kept := func(v ref.Val) bool {
		ids, ok := v.(traits.Lister)
		return ok && ids.Size() == types.Int(490)
	}
	return workload{"items.filter(i, i.score > 0.5).map(i, i.id)", map[string]any{"items": items}, 10, kept}
}

func compile(w workload) (cel.Program, error) {
	options := []cel.EnvOption{}
	for name := range w.state {
		options = append(options, cel.Variable(name, cel.DynType))
	}
	env, err := cel.NewEnv(options...)
	if err != nil {
		return nil, err
	}
	ast, issues := env.Compile(w.expression)
	if issues.Err() != nil {
		return nil, issues.Err()
	}
	return env.Program(ast)
}

func pass(program cel.Program, w workload) (float64, error) {
	begun := time.Now()
	for i := 0; i < w.runs; i++ {
		value, _, err := program.Eval(w.state)
		if err != nil {
			return 0, err
		}
		if !w.check(value) {
			return 0, fmt.Errorf("a wrong value: %v", value)
		}
	}
	return float64(time.Since(begun).Nanoseconds()) / 1e3 / float64(w.runs), nil
}

func measure(w workload) (float64, error) {
	program, err := compile(w)
	if err != nil {
		return 0, err
	}
	times := []float64{}
	for i := 0; i < 10; i++ { // the first warms up
		took, err := pass(program, w)
		if err != nil {
			return 0, err
		}
		times = append(times, took)
	}
	times = times[1:]
	sort.Float64s(times)
	return times[len(times)/2], nil
}

func main() {
	workloads := map[string]func() workload{"cel": condition, "cel_filter": filter}
	if len(os.Args) != 2 || workloads[os.Args[1]] == nil {
		fmt.Fprintln(os.Stderr, "usage: cel-go cel|cel_filter")
		os.Exit(2)
	}
	took, err := measure(workloads[os.Args[1]]())
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	fmt.Println(took)
}
