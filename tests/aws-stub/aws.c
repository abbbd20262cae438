/* Stands in for the AWS CLI in the test of cmd: it appends its arguments to the file `log` as UTF-8, each with a null
   character behind it, after their number. Before them, where STUB_PART is set, come the arguments `marker` and its value. It prints a secret as the AWS CLI does, and the contents of the file that
   --passwords or --authentication-mode names stand behind the arguments. */
#include <stdio.h>
#include <stdlib.h>
#include <windows.h>
#include <shellapi.h>

/* No expansion of * and ? by the C runtime: Python's programs have none either. */
int _dowildcard = 0;

static void put(FILE *log, const wchar_t *text) {
    int size = WideCharToMultiByte(CP_UTF8, 0, text, -1, NULL, 0, NULL, NULL);
    char *bytes = malloc(size);
    WideCharToMultiByte(CP_UTF8, 0, text, -1, bytes, size, NULL, NULL);
    fwrite(bytes, 1, size, log);
    free(bytes);
}

/* Takes the first line out of the file that STUB_ANSWERS names, and prints it; fails where it is an exclamation mark. */
static int answer(const char *name) {
    char first[4096] = "!", rest[65536];
    FILE *file = fopen(name, "rb");
    if (!file || !fgets(first, sizeof first, file)) return 8;
    size_t size = fread(rest, 1, sizeof rest, file);
    fclose(file);
    file = fopen(name, "wb");
    fwrite(rest, 1, size, file);
    fclose(file);
    if (first[0] == '!') return 254;
    fputs(first, stdout);
    return 0;
}

int wmain(int argc, wchar_t **argv) {
    int count = 0;
    wchar_t **other = CommandLineToArgvW(GetCommandLineW(), &count);
    const char *answers = getenv("STUB_ANSWERS");
    if (!answers && argc > 1 && wcscmp(argv[1], L"secretsmanager") == 0) {
        const wchar_t *end = argv[4] + wcslen(argv[4]) - 2;
        const char *secret = getenv(wcscmp(end, L"-2") == 0 ? "STUB_SECRET_2" : "STUB_SECRET_1");
        putchar('"');
        for (; *secret; secret++) {
            if (*secret == '"' || *secret == '\\') putchar('\\');
            putchar(*secret);
        }
        puts("\"");
        return 0;
    }
    if (!answers && argc > 2 && wcscmp(argv[2], L"describe-users") == 0) puts("active");
    /* Two ways that Windows programs take their command line apart; they must agree. */
    if (count != argc) return 9;
    for (int n = 1; n < argc; n++) {
        if (wcscmp(argv[n], other[n]) != 0) return 9;
    }
    FILE *log = fopen("log", "ab");
    const char *part = getenv("STUB_PART");
    if (part) fprintf(log, "2%cmarker%c%s%c%c", 0, 0, part, 0, 0);
    fprintf(log, "%d", argc - 1);
    fputc(0, log);
    const wchar_t *file = L"";
    for (int n = 1; n < argc; n++) {
        put(log, argv[n]);
        if (wcsncmp(argv[n], L"file://", 7) == 0) file = argv[n] + 7;
    }
    FILE *input = *file ? _wfopen(file, L"rb") : NULL;
    for (int letter; input && (letter = fgetc(input)) != EOF;) fputc(letter, log);
    fputc(0, log);
    return answers ? answer(answers) : 0;
}
