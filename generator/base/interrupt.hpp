// Ctrl-C without leftovers: the signal only sets a flag; long work looks at it, ends, and removes what it had
// half done on the way out.
#pragma once

namespace fp8forge {

// From now on SIGINT, SIGTERM and SIGHUP (unless ignored, as under nohup) set the flag instead of ending the
// program.
void catch_interrupts();

// True once one of them came.
bool interrupted();

}  // namespace fp8forge
