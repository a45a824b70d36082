using System.Text.Json.Nodes;
using CsCheck;
using KubeDaq.Api.Identity;
using KubeDaq.Sandbox.CustomResources.Cel;
using KubeDaq.Sandbox.Identity.People;

namespace KubeDaq.Sandbox.Tests.Identity.People;

/// <summary>What <c>kubedaq login</c> tells a person, and what the expressions for the API server say of the same claims.</summary>
public sealed class SameRulesTests
{
    private static readonly IdentitySite Site = SiteReading.Read("""
        issuers:
        - {preset: cern, clients: [kubedaq, kubedaq-console]}
        - {preset: fermilab, clients: [kubedaq]}
        - {name: home, url: 'https://home.example', clients: [k], userClaim: email, groupClaims: [[a, b], groups]}
        """, out _)!;

    private static readonly Gen<JsonNode?> Words = OneOf("shifters", "system:masters", "system:", "a b", "x", "/dune/np04").Array[0, 3]
        .Select(words => (JsonNode?)new JsonArray([.. words.Select(word => (JsonNode?)word)]));

    private static readonly Gen<JsonNode?> Anything = Gen.OneOf(
        Words, OneOf("gcrone", "", "system:admin", "a\n", "é", "a@cern.ch", "http://cilogon.org/users/1").Select(text => (JsonNode?)JsonValue.Create(text)),
        OneOf(true, false).Select(flag => (JsonNode?)JsonValue.Create(flag)), Gen.Int[0, 9].Select(number => (JsonNode?)JsonValue.Create(number)));

    private static readonly Gen<JsonObject> Claims = Gen.Dictionary(OneOf("cern_upn", "sub", "email", "email_verified", "cern_roles", "wlcg.groups", "groups", "a", "resource_access"),
        Gen.OneOf(Anything, Nested()))[0, 8].Select(pairs => new JsonObject(pairs.Select(pair => KeyValuePair.Create(pair.Key, pair.Value?.DeepClone()))));

    [Fact]
    public void Both_refuse_the_same_tokens_and_name_the_same_people() => Gen.Int[0, 2].Select(Claims).Sample((index, claims) =>
    {
        var issuer = Site.Issuers[index];
        var rules = new PersonRules(AuthenticationConfiguration.Of(Site, new Dictionary<string, string>())["jwt"]![index]!.AsObject());
        var told = ClaimMapping.Of(issuer, claims);
        try
        {
            var user = rules.UserOf(claims);
            Assert.Empty(told.Problems);
            Assert.Equal(told.User, user.Name);
            Assert.Equal([.. told.Groups, "system:authenticated"], user.Groups);
        }
        catch (CelException)
        {
            Assert.NotEmpty(told.Problems);
        }
    }, iter: 3000);

    private static Gen<JsonNode?> Nested() => Gen.Select(OneOf("kubedaq", "b", "other"), Anything, (name, inner) =>
        (JsonNode?)new JsonObject { [name] = name == "b" ? inner?.DeepClone() : new JsonObject { ["roles"] = inner?.DeepClone() } });

    private static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);
}
