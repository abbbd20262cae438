// Reads a Go file a line of standard input, and writes its tokens as a line of JSON: a string as its value behind a
// quotation mark, everything else as it is written, comments included. {"error"} where the parser refuses the file.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"go/parser"
	"go/scanner"
	"go/token"
	"os"
	"strconv"
)

func main() {
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		var answer interface{} = tokens(lines.Text())
		if _, err := parser.ParseFile(token.NewFileSet(), lines.Text(), nil, parser.AllErrors); err != nil {
			answer = map[string]string{"error": err.Error()}
		}
		line, _ := json.Marshal(answer)
		fmt.Println(string(line))
	}
}

func tokens(path string) []string {
	text, _ := os.ReadFile(path)
	files := token.NewFileSet()
	var scan scanner.Scanner
	scan.Init(files.AddFile(path, files.Base(), len(text)), text, nil, scanner.ScanComments)
	found := []string{}
	for {
		_, kind, literal := scan.Scan()
		switch kind {
		case token.EOF:
			return found
		case token.STRING:
			value, err := strconv.Unquote(literal)
			if err != nil {
				value = "not a string: " + literal
			}
			found = append(found, "\""+value)
		default:
			found = append(found, kind.String()+" "+literal)
		}
	}
}
