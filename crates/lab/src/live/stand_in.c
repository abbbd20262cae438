/* Registers the module commands of a table with their flags, arities, categories and key specs. All answer OK.
 *
 * The one argument is the version of Valkey on ElastiCache whose commands are wanted, such as 8.1. */
#include <stdlib.h>
#include <string.h>
#include "valkeymodule.h"

struct row {
    int since; /* 81 for 8.1 */
    const char *name, *flags, *categories;
    int arity;
    int first, last, step; /* `last` counts from `first`, or from the end where it is negative */
    int keys;              /* the flags of the key spec; 0: there is none */
};

static const struct row rows[] = {
#include "table.h"
};

static const struct { int since; const char *name; } categories[] = {{72, "json"}, {81, "bloom"}, {82, "search"}};

static int answer_ok(ValkeyModuleCtx *ctx, ValkeyModuleString **argv, int argc) {
    (void)argv, (void)argc;
    return ValkeyModule_ReplyWithSimpleString(ctx, "OK");
}

static int has_subcommands(const char *name) {
    size_t length = strlen(name);
    for (const struct row *row = rows; row < rows + sizeof rows / sizeof *rows; row++)
        if (!strncmp(row->name, name, length) && row->name[length] == '|') return 1;
    return 0;
}

/* The command, or the subcommand where the name has a bar. A container has no function of its own. */
static int create(ValkeyModuleCtx *ctx, const struct row *row) {
    const char *bar = strchr(row->name, '|');
    if (bar) {
        char parent[32] = {0};
        memcpy(parent, row->name, bar - row->name);
        return ValkeyModule_CreateSubcommand(ValkeyModule_GetCommand(ctx, parent), bar + 1, answer_ok, row->flags, 0,
                                             0, 0);
    }
    return ValkeyModule_CreateCommand(ctx, row->name, has_subcommands(row->name) ? NULL : answer_ok, row->flags, 0, 0,
                                      0);
}

static int describe(ValkeyModuleCommand *command, const struct row *row) {
    ValkeyModuleCommandKeySpec specs[2] = {{0}};
    ValkeyModuleCommandInfo info = {.version = VALKEYMODULE_COMMAND_INFO_VERSION, .arity = row->arity};
    if (row->keys) {
        specs[0].flags = row->keys;
        specs[0].begin_search_type = VALKEYMODULE_KSPEC_BS_INDEX;
        specs[0].bs.index.pos = row->first;
        specs[0].find_keys_type = VALKEYMODULE_KSPEC_FK_RANGE;
        specs[0].fk.range.lastkey = row->last;
        specs[0].fk.range.keystep = row->step;
        info.key_specs = specs;
    }
    return ValkeyModule_SetCommandInfo(command, &info);
}

int ValkeyModule_OnLoad(ValkeyModuleCtx *ctx, ValkeyModuleString **argv, int argc) {
    if (ValkeyModule_Init(ctx, "stand-in", 1, VALKEYMODULE_APIVER_1) != VALKEYMODULE_OK) return VALKEYMODULE_ERR;
    if (argc != 1 || !ValkeyModule_AddACLCategory) return VALKEYMODULE_ERR;
    const char *version = ValkeyModule_StringPtrLen(argv[0], NULL);
    int wanted = (int)(atof(version) * 10 + 0.5);
    for (size_t i = 0; i < sizeof categories / sizeof *categories; i++)
        if (categories[i].since <= wanted && ValkeyModule_AddACLCategory(ctx, categories[i].name) != VALKEYMODULE_OK)
            return VALKEYMODULE_ERR;
    for (const struct row *row = rows; row < rows + sizeof rows / sizeof *rows; row++) {
        if (row->since > wanted) continue;
        if (create(ctx, row) != VALKEYMODULE_OK) return VALKEYMODULE_ERR;
        ValkeyModuleCommand *command = ValkeyModule_GetCommand(ctx, row->name);
        if (*row->categories && ValkeyModule_SetCommandACLCategories(command, row->categories) != VALKEYMODULE_OK)
            return VALKEYMODULE_ERR;
        if (describe(command, row) != VALKEYMODULE_OK) return VALKEYMODULE_ERR;
    }
    return VALKEYMODULE_OK;
}
