package dev.airelay.relaying;

import dev.airelay.http.Pause;
import dev.airelay.time.Alarms;

/// The ways in which the relay waits.
record Waiting(Alarms alarms, Pause pause) {}
