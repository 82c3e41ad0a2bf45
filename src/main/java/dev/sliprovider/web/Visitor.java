package dev.sliprovider.web;

import dev.sliprovider.gateapi.Permission;

/**
 * The user of a page.
 *
 * @param permission of the token of the login
 * @param form what each form of the pages has to bring back, so that no other site can send it; a secret of the session
 */
record Visitor(Permission permission, String form) {}
