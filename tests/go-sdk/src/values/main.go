// Reads a Go file a line of standard input, finds its first call that makes or changes a user or a group, and writes the request as the
// names and values of a form body, a line of JSON each. A variable stands for itself: `password1`.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"strconv"
)

type pairs [][2]string

var operations = map[string]bool{"CreateUser": true, "ModifyUser": true, "CreateUserGroup": true, "ModifyUserGroup": true}

func main() {
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		found := pairs{}
		file, err := parser.ParseFile(token.NewFileSet(), lines.Text(), nil, parser.AllErrors)
		if err == nil {
			ast.Inspect(file, func(node ast.Node) bool {
				if call, ok := node.(*ast.CallExpr); ok && len(call.Args) == 2 {
					name := called(call)
					if operations[name] && len(found) == 0 {
						found = append(found, [2]string{"Action", name}, [2]string{"Version", "2015-02-02"})
						found.add("", call.Args[1])
					}
				}
				return true
			})
		} else {
			found = append(found, [2]string{"error", err.Error()})
		}
		line, _ := json.Marshal(found)
		fmt.Println(string(line))
	}
}

func called(call *ast.CallExpr) string {
	if selector, ok := call.Fun.(*ast.SelectorExpr); ok {
		return selector.Sel.Name
	}
	return ""
}

func (found *pairs) add(name string, value ast.Expr) {
	put := func(text string) { *found = append(*found, [2]string{name, text}) }
	switch value := value.(type) {
	case *ast.UnaryExpr:
		found.add(name, value.X)
	case *ast.CallExpr: // aws.String(…), aws.Bool(…), types.InputAuthenticationType(…)
		found.add(name, value.Args[0])
	case *ast.BasicLit:
		text, err := strconv.Unquote(value.Value)
		if err != nil {
			text = "not a string: " + value.Value
		}
		put(text)
	case *ast.Ident:
		put(value.Name)
	case *ast.SelectorExpr:
		put(map[string]string{
			"InputAuthenticationTypePassword":   "password",
			"InputAuthenticationTypeNoPassword": "no-password-required",
			"InputAuthenticationTypeIam":        "iam",
		}[value.Sel.Name])
	case *ast.CompositeLit:
		if _, list := value.Type.(*ast.ArrayType); list && len(value.Elts) == 0 {
			put("")
		}
		for n, item := range value.Elts {
			if pair, ok := item.(*ast.KeyValueExpr); ok {
				inner := pair.Key.(*ast.Ident).Name
				if name != "" {
					inner = name + "." + inner
				}
				found.add(inner, pair.Value)
			} else if name == "Tags" {
				found.add(fmt.Sprintf("%s.Tag.%d", name, n+1), item)
			} else {
				found.add(fmt.Sprintf("%s.member.%d", name, n+1), item)
			}
		}
	}
}
