/* The command of an attacker in the test of cmd: it must never run. */
#include <stdio.h>

int main(void) {
    FILE *file = fopen("canary-ran", "ab");
    if (file) fclose(file);
    return 0;
}
