// Says what Prometheus' own parser makes of expressions, for PromqlAgreementTest.
//
// It reads an expression a line from standard input, in which the symbols ␤, ␍ and ␉ stand for a line feed, a carriage
// return and a tab, and writes the type of each, or "-" if Prometheus refuses it, a tab, and the line as it came. With an
// argument, the reason of a refusal follows behind another tab.
package main

import (
	"bufio"
	"fmt"
	"os"
	"strings"

	"github.com/prometheus/prometheus/promql/parser"
)

var controls = strings.NewReplacer("␤", "\n", "␍", "\r", "␉", "\t")

func verdict(expression string) (string, string) {
	expr, err := parser.ParseExpr(expression)
	if err != nil {
		return "-", strings.ReplaceAll(err.Error(), "\n", " ")
	}
	return string(expr.Type()), ""
}

func main() {
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 1<<20)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	for lines.Scan() {
		line := lines.Text()
		kind, why := verdict(controls.Replace(line))
		fmt.Fprintf(out, "%s\t%s", kind, line)
		if len(os.Args) > 1 {
			fmt.Fprintf(out, "\t%s", why)
		}
		fmt.Fprintln(out)
	}
	if err := lines.Err(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
