//! Splits the wasm of the npm package in two: what is always needed, and what writes and reads whole texts.
//!
//! One file's functions go to the second when they can only be reached from [`ROOT`]. Both share memory and table, so
//! nothing is in both. Binaryen's wasm-split does the cutting; which functions, is found here.
use crate::ctx::Ctx;
use crate::install;
use crate::run::{logged, on_path};
use crate::tools::{apt, wasm_opt};
use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use wasmparser::{
    ElementItems, ExternalKind, KnownCustom, Name, NameSectionReader, Naming, Operator, Parser, Payload, TypeRef,
};

/// The function that only the second part can answer.
const ROOT: &str = "elasticache_user_wasm::scripts::call";

/// What is called through the table is the second part's when it belongs to one of these: writers and readers stand in lists.
const LISTED: &[&str] = &["elasticache_user::emit::", "elasticache_user::import::", "elasticache_user::quote::"];

/// Writes the two parts of a wasm file, small.
pub fn split(ctx: &Ctx, from: &Path, core: &Path, scripts: &Path) -> Result<(), String> {
    let how = [&[ROOT], LISTED].concat();
    let made = wasm_opt::once(ctx, "npm", from, &how, &["core", "scripts"], |folder| {
        let at = |name: &str| folder.join(format!("{name}.wasm"));
        // Functions are told apart by their names, which go last.
        let whole = at("whole");
        wasm_opt::pass(ctx, &[wasm_opt::SMALLER, &["--debuginfo"]], from, &whole)?;
        let bytes = fs::read(&whole).map_err(|why| format!("{}: {why}", whole.display()))?;
        let list = folder.join("scripts.txt");
        let graph = Graph::read(&bytes).map_err(|why| format!("{}: {why}", whole.display()))?;
        fs::write(&list, graph.second()?.join("\n")).map_err(|why| why.to_string())?;
        let mut command = Command::new(program(ctx)?);
        command.arg(&whole).arg("--split-funcs").arg(format!("@{}", list.display()));
        command.args(["--placeholder-namespace", "late", "--import-namespace", "core"]);
        command.arg("-o1").arg(at("core-named")).arg("-o2").arg(at("scripts-named")).args(wasm_opt::FEATURES);
        logged(&mut command, &folder.join("wasm-split.log"))?;
        ["core", "scripts"].iter().try_for_each(|part| {
            wasm_opt::pass(ctx, &[&["-O1"], wasm_opt::NAMELESS], &at(&format!("{part}-named")), &at(part))
        })
    })?;
    wasm_opt::copy(&made.join("core.wasm"), core)?;
    wasm_opt::copy(&made.join("scripts.wasm"), scripts)
}

/// wasm-split, as Debian and Ubuntu have it in the package binaryen; that of PATH where there is no apt-get.
fn program(ctx: &Ctx) -> Result<PathBuf, String> {
    let unpack = |folder: &Path| apt::unpack(ctx, &["binaryen"], folder);
    match install::once(ctx, "binaryen", "1", "wasm-split", unpack) {
        Ok(folder) => Ok(folder.join("usr/bin/wasm-split")),
        Err(why) => on_path(&["wasm-split"])
            .ok_or_else(|| format!("{why}\ninstall binaryen by hand, so that wasm-split is on PATH")),
    }
}

/// Which functions of a wasm file call which, by their index.
#[derive(Debug, Default)]
struct Graph {
    names: Vec<String>,
    /// The functions that a function's code names.
    calls: Vec<Vec<u32>>,
    exported: Vec<u32>,
    /// What may be called through the table.
    listed: Vec<u32>,
}

impl Graph {
    fn read(bytes: &[u8]) -> Result<Graph, wasmparser::BinaryReaderError> {
        let mut graph = Graph::default();
        for payload in Parser::new(0).parse_all(bytes) {
            match payload? {
                Payload::ImportSection(imports) => {
                    for import in imports.into_imports() {
                        if matches!(import?.ty, TypeRef::Func(_)) {
                            graph.calls.push(Vec::new());
                        }
                    }
                }
                Payload::ExportSection(exports) => {
                    for export in exports {
                        let export = export?;
                        if export.kind == ExternalKind::Func {
                            graph.exported.push(export.index);
                        }
                    }
                }
                Payload::ElementSection(elements) => {
                    for element in elements {
                        if let ElementItems::Functions(functions) = element?.items {
                            graph.listed.extend(functions.into_iter().collect::<Result<Vec<u32>, _>>()?);
                        }
                    }
                }
                Payload::CodeSectionEntry(body) => {
                    let mut calls = Vec::new();
                    for operator in body.get_operators_reader()? {
                        if let Operator::Call { function_index }
                        | Operator::ReturnCall { function_index }
                        | Operator::RefFunc { function_index } = operator?
                        {
                            calls.push(function_index);
                        }
                    }
                    graph.calls.push(calls);
                }
                Payload::CustomSection(section) => {
                    if let KnownCustom::Name(subsections) = section.as_known() {
                        graph.names(subsections)?;
                    }
                }
                _ => {}
            }
        }
        Ok(graph)
    }

    fn names(&mut self, subsections: NameSectionReader) -> Result<(), wasmparser::BinaryReaderError> {
        for subsection in subsections {
            if let Name::Function(names) = subsection? {
                for naming in names {
                    let Naming { index, name } = naming?;
                    let at = index as usize;
                    self.names.resize(self.names.len().max(at + 1), String::new());
                    self.names[at] = name.to_owned();
                }
            }
        }
        Ok(())
    }

    /// The names of the functions that the first part can do without.
    fn second(&self) -> Result<Vec<&str>, String> {
        let plain: Vec<String> =
            self.names.iter().map(|name| format!("{:#}", rustc_demangle::demangle(name))).collect();
        let is_root = |function: u32| plain.get(function as usize).is_some_and(|name| name == ROOT);
        let is_listed = |function: u32| {
            let name = plain.get(function as usize);
            name.is_some_and(|name| LISTED.iter().any(|listed| name.contains(listed)))
        };
        if !plain.iter().any(|name| name == ROOT) {
            return Err(format!("no function is called {ROOT}"));
        }
        let mut first = HashSet::new();
        let others = self.listed.iter().copied().filter(|&function| !is_listed(function));
        let mut open: Vec<u32> = self.exported.iter().copied().chain(others).collect();
        while let Some(function) = open.pop() {
            if !is_root(function) && first.insert(function) {
                open.extend(self.calls.get(function as usize).into_iter().flatten());
            }
        }
        let all = self.names.iter().enumerate();
        Ok(all.filter(|(at, _)| !first.contains(&(*at as u32))).map(|(_, name)| name.as_str()).collect())
    }
}
