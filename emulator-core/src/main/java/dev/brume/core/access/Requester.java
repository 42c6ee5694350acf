package dev.brume.core.access;

import java.util.function.Supplier;

/**
 * Who makes a request, for services that act on his behalf at other services.
 *
 * @param access what he may do
 * @param identity who he is; asked only where access is restricted, in a section of the store
 */
public record Requester(CallerAccess access, Supplier<CallerIdentity> identity) {}
