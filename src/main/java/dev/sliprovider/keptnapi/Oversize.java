package dev.sliprovider.keptnapi;

import java.io.IOException;

/** An answer was larger than it may be; it was not read to its end, nor kept. */
public final class Oversize extends IOException {

    Oversize(long most) {
        super("what came is larger than " + most + " bytes, and was not read to its end");
    }
}
