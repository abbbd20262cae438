<?php
// What a workload is told by the program that measures it.
define('HOST', getenv('RECIPE_HOST'));
define('PORT', (int) getenv('RECIPE_PORT'));
define('USERNAME', getenv('RECIPE_USERNAME'));
define('PASSWORD', getenv('RECIPE_PASSWORD'));

error_reporting(E_ALL & ~E_DEPRECATED);
set_error_handler(function (int $level, string $message, string $file, int $line) {
    if (error_reporting() & $level) {
        throw new ErrorException($message, 0, $level, $file, $line);
    }
});

function parameter(string $name): string
{
    return getenv('RECIPE_' . strtoupper($name));
}

// Ends the workload where something isn't as expected.
function check(mixed $good, string $what = 'an unexpected result'): void
{
    if (!$good) {
        throw new Exception($what);
    }
}
