//! What a wasm file says of its functions: their names, sizes, and which call which.
use std::path::Path;
use wasmparser::{
    ElementItems, ExternalKind, KnownCustom, Name, NameSectionReader, Naming, Operator, Parser, Payload,
    TypeRef,
};

/// The functions of a wasm file, by their index.
#[derive(Debug, Default)]
pub struct Functions {
    /// As the compiler wrote them: unique.
    pub names: Vec<String>,
    /// The functions that a function's code names.
    pub calls: Vec<Vec<u32>>,
    /// The bytes of a function's code.
    pub sizes: Vec<usize>,
    /// What the host may call.
    pub exported: Vec<u32>,
    /// What may be called through the table.
    pub listed: Vec<u32>,
}

impl Functions {
    /// Reads a wasm file that has the names of its functions.
    pub fn read(path: &Path) -> Result<Functions, String> {
        let bytes = std::fs::read(path).map_err(|why| format!("{}: {why}", path.display()))?;
        Functions::of(&bytes).map_err(|why| format!("{}: {why}", path.display()))
    }

    /// The name of a function as its source has it, without hashes.
    pub fn plain(&self, function: u32) -> String {
        let name = self.names.get(function as usize);
        name.map(|name| format!("{:#}", rustc_demangle::demangle(name))).unwrap_or_default()
    }

    fn of(bytes: &[u8]) -> Result<Functions, wasmparser::BinaryReaderError> {
        let mut functions = Functions::default();
        for payload in Parser::new(0).parse_all(bytes) {
            match payload? {
                Payload::ImportSection(imports) => {
                    for import in imports.into_imports() {
                        if matches!(import?.ty, TypeRef::Func(_)) {
                            functions.calls.push(Vec::new());
                            functions.sizes.push(0);
                        }
                    }
                }
                Payload::ExportSection(exports) => {
                    for export in exports {
                        let export = export?;
                        if export.kind == ExternalKind::Func {
                            functions.exported.push(export.index);
                        }
                    }
                }
                Payload::ElementSection(elements) => {
                    for element in elements {
                        if let ElementItems::Functions(items) = element?.items {
                            functions.listed.extend(items.into_iter().collect::<Result<Vec<u32>, _>>()?);
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
                    functions.calls.push(calls);
                    functions.sizes.push(body.as_bytes().len());
                }
                Payload::CustomSection(section) => {
                    if let KnownCustom::Name(subsections) = section.as_known() {
                        functions.names(subsections)?;
                    }
                }
                _ => {}
            }
        }
        Ok(functions)
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
}
