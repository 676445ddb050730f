/// How requests are made, for all commands that make any: the flags of fetching and identity, and
/// what they mean.
///
/// [FetchPlan][dev.spinneret.cli.client.FetchPlan] makes a fetcher's options of
/// [FetchFlags][dev.spinneret.cli.client.FetchFlags],
/// [IdentityPlan][dev.spinneret.cli.client.IdentityPlan] an
/// [Identity][dev.spinneret.cli.client.Identity] of
/// [IdentityFlags][dev.spinneret.cli.client.IdentityFlags].
package dev.spinneret.cli.client;
