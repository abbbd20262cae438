package aws

type Config struct{ Region string }

func String(v string) *string { return &v }

func Bool(v bool) *bool { return &v }

func ToString(p *string) string { return *p }
