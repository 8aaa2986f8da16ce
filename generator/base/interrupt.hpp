// Ctrl-C without leftovers: the signal only sets a flag; long work looks at it, ends, and removes what it had
// half done on the way out.
#pragma once

namespace fp8forge {

// From now on SIGINT and SIGTERM set the flag instead of ending the program.
void catch_interrupts();

// True once SIGINT or SIGTERM came.
bool interrupted();

}  // namespace fp8forge
