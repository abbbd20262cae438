//! Go with the AWS SDK v2.

use super::code::{self, Language};
use super::{Emission, Group, Job, PieceKind as Kind, Secrets, Target, Text};
use crate::{Operation, Path, quote};
use alloc::borrow::ToOwned;
use alloc::string::String;

pub const TARGET: Target = Target {
    id: "go",
    title: "Go (AWS SDK v2)",
    group: Group::Code,
    runs: "Go with github.com/aws/aws-sdk-go-v2",
    operations: &Operation::ALL,
    honors: &["secrets", "secretName", "region", "profile", "endpointUrl", "wait", "userGroup"],
    emit,
};

const GO: Language = Language {
    quote: quote::go,
    name: |member| member.name().to_owned(),
    indent: "\t\t",
    inset: "\t",
    member: ("", ": ", ",\n"),
    text: ("aws.String(", ")"),
    flags: ["aws.Bool(false)", "aws.Bool(true)"],
    passwords: ("[]string{", "}"),
    variable: ("password", ""),
    inline: ("", ""),
    tags: ("[]types.Tag{", "}"),
    tag: ("{", "}"),
    mode: ("&types.AuthenticationMode{", "}"),
    inner: |name| (format!("{name}: "), ""),
    between: ", ",
    kind: |kind| match kind {
        "password" => "types.InputAuthenticationTypePassword".to_owned(),
        "no-password-required" => "types.InputAuthenticationTypeNoPassword".to_owned(),
        "iam" => "types.InputAuthenticationTypeIam".to_owned(),
        other => format!("types.InputAuthenticationType({})", quote::go(other)),
    },
    declare: ("", " := ", "\n"),
    aligned: true,
    read: |secrets| match secrets {
        Secrets::Environment => ("fromEnvironment(", ")"),
        Secrets::File => ("fromFile(", ")"),
        Secrets::SecretsManager | Secrets::Generate => ("fromSecret(ctx, cfg, ", ")"),
        Secrets::Prompt | Secrets::Inline => ("ask(", ")"),
    },
};

fn emit(job: &Job<'_>) -> Emission {
    let mut text = Text::default();
    let extras = &job.options.extras;
    let secrets = if code::passwords(job).is_empty() { Secrets::Inline } else { job.options.secrets };
    code::put_not_ready(&mut text, job);
    imports(&mut text, job, secrets);
    text.put(Kind::Plain, "\nfunc main() {\n\tctx := context.Background()\n");
    client(&mut text, job);
    code::put_passwords(&mut text, job, &GO, "\t");
    text.put(Kind::Plain, job.about("\n\t<thing>, err := client.")).put(Kind::Command, job.operation.name());
    text.put(Kind::Plain, format!("(ctx, &elasticache.{}Input{{\n", job.operation.name()));
    code::put_members(&mut text, job, &GO);
    text.put(Kind::Plain, "\t})\n\tcheck(err)\n");
    let print = "\tfmt.Println(aws.ToString(<thing>.<Id>), aws.ToString(<thing>.Status))\n";
    text.put(Kind::Plain, job.about(print));
    text.put(Kind::Plain, if extras.wait { job.about(WAIT) } else { String::new() });
    if let Some(group) = job.joins() {
        text.put(Kind::Plain, "\n\t_, err = client.").put(Kind::Command, "ModifyUserGroup");
        text.put(Kind::Plain, "(ctx, &elasticache.ModifyUserGroupInput{\n\t\tUserGroupId:  aws.String(");
        text.put_at(Kind::String, Path::Option("userGroup"), quote::go(group));
        text.put(
            Kind::Plain,
            "),\n\t\tUserIdsToAdd: []string{aws.ToString(user.UserId)},\n\t})\n\tcheck(err)\n",
        );
    }
    text.put(Kind::Plain, "}\n").put(Kind::Plain, CHECK);
    text.put(
        Kind::Plain,
        match secrets {
            Secrets::Prompt => ASK,
            Secrets::Environment => FROM_ENVIRONMENT,
            Secrets::SecretsManager | Secrets::Generate => FROM_SECRET,
            Secrets::File => FROM_FILE,
            Secrets::Inline => "",
        },
    );
    let name = format!("{}.go", job.operation.command().replace('-', "_"));
    Emission {
        ready: job.ready,
        files: vec![text.file(name)],
        notes: code::notes(job),
        ..Emission::default()
    }
}

fn imports(text: &mut Text, job: &Job<'_>, secrets: Secrets) {
    let sdk = "\t\"github.com/aws/aws-sdk-go-v2";
    let typed = job.draft.tags.is_some() || job.draft.authentication_mode.is_some();
    let lines = [
        (true, "\t\"context\"\n\t\"fmt\"\n\t\"log\"\n".to_owned()),
        (matches!(secrets, Secrets::Prompt | Secrets::Environment | Secrets::File), "\t\"os\"\n".to_owned()),
        (secrets == Secrets::File, "\t\"strings\"\n".to_owned()),
        (job.options.extras.wait, "\t\"time\"\n".to_owned()),
        (true, format!("\n{sdk}/aws\"\n{sdk}/config\"\n{sdk}/service/elasticache\"\n")),
        (typed, format!("{sdk}/service/elasticache/types\"\n")),
        (secrets == Secrets::SecretsManager, format!("{sdk}/service/secretsmanager\"\n")),
        (secrets == Secrets::Prompt, "\t\"golang.org/x/term\"\n".to_owned()),
    ];
    text.put(Kind::Keyword, "package main\n\nimport (\n");
    for (_, line) in lines.into_iter().filter(|(wanted, _)| *wanted) {
        text.put(Kind::Plain, line);
    }
    text.put(Kind::Keyword, ")\n");
}

fn client(text: &mut Text, job: &Job<'_>) {
    let globals = &job.options.globals;
    text.put(Kind::Plain, "\tcfg, err := ")
        .put(Kind::Command, "config.LoadDefaultConfig")
        .put(Kind::Plain, "(ctx");
    let options =
        [("WithRegion", "region", &globals.region), ("WithSharedConfigProfile", "profile", &globals.profile)];
    for (name, option, value) in options {
        let Some(value) = value else { continue };
        text.put(Kind::Plain, ", ").put(Kind::Option, format!("config.{name}")).put(Kind::Plain, "(");
        text.put_at(Kind::String, Path::Option(option), quote::go(value)).put(Kind::Plain, ")");
    }
    text.put(Kind::Plain, ")\n\tcheck(err)\n\tclient := ").put(Kind::Command, "elasticache.NewFromConfig");
    text.put(Kind::Plain, "(cfg");
    if let Some(url) = &globals.endpoint_url {
        text.put(Kind::Plain, ", func(o *elasticache.Options) { o.BaseEndpoint = aws.String(");
        text.put_at(Kind::String, Path::Option("endpointUrl"), quote::go(url)).put(Kind::Plain, ") }");
    }
    text.put(Kind::Plain, ")\n");
}

const CHECK: &str = r"
func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
";

const ASK: &str = r"
// Typed input isn't shown.
func ask(question string) string {
	fmt.Fprint(os.Stderr, question)
	typed, err := term.ReadPassword(int(os.Stdin.Fd()))
	fmt.Fprintln(os.Stderr)
	check(err)
	return string(typed)
}
";

const FROM_ENVIRONMENT: &str = r#"
func fromEnvironment(name string) string {
	value, found := os.LookupEnv(name)
	if !found {
		log.Fatalf("Set the environment variable %s.", name)
	}
	return value
}
"#;

const FROM_FILE: &str = r#"
func fromFile(name string) string {
	text, err := os.ReadFile(name)
	check(err)
	return strings.TrimRight(string(text), "\r\n")
}
"#;

const FROM_SECRET: &str = r"
func fromSecret(ctx context.Context, cfg aws.Config, name string) string {
	secret, err := secretsmanager.NewFromConfig(cfg).GetSecretValue(ctx, &secretsmanager.GetSecretValueInput{SecretId: aws.String(name)})
	check(err)
	return aws.ToString(secret.SecretString)
}
";

const WAIT: &str = r#"
	for tries := 0; ; tries++ {
		reply, err := client.Describe<All>(ctx, &elasticache.Describe<All>Input{<Id>: <thing>.<Id>})
		check(err)
		if aws.ToString(reply.<All>[0].Status) == "active" {
			break
		}
		if tries == 60 {
			log.Fatal("The <thing> is not active after 5 minutes.")
		}
		time.Sleep(5 * time.Second)
	}
"#;
