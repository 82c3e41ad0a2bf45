package dev.sliprovider.soak;

/**
 * What a process takes at one moment.
 *
 * @param resident memory, MB
 * @param live memory of the heap that is in use after a collection, MB; not a number for the executable
 * @param threads how many
 * @param descriptors how many sockets and files are open
 */
record Sample(double resident, double live, double threads, double descriptors) {}
