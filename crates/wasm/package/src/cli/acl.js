// placeholder until the access-string functions are there
export const acl = { name: "acl", about: "explain, try and compare access strings", help: "", run: () => 2 };
