using System.Text.Json.Nodes;
using KubeDaq.Api.Identity;

namespace KubeDaq.Api.Tests.Identity;

public sealed class ClaimMappingTests
{
    private static readonly IdentitySite Site = SiteReading.Read("issuers: [{preset: cern, clients: [kubedaq]}, {preset: fermilab, clients: [kubedaq]}]", out _)!;

    [Theory]
    [InlineData("cern", """{"cern_upn":"gcrone","resource_access":{"kubedaq":{"roles":["a"]}},"cern_roles":["b"]}""", "cern:gcrone", "cern:a cern:b")]
    [InlineData("cern", """{"cern_upn":"gcrone"}""", "cern:gcrone", "")]
    [InlineData("cern", """{"cern_upn":"gcrone","cern_roles":["system:masters","b"]}""", "cern:gcrone", "cern:b")]
    [InlineData("fermilab", """{"sub":"gcrone","wlcg.groups":["/dune","/dune/np04"]}""", "fermilab:gcrone", "fermilab:/dune fermilab:/dune/np04")]
    public void Claims_become_a_person_of_the_laboratory(string issuer, string claims, string user, string groups)
    {
        var mapping = ClaimMapping.Of(Site.Find(issuer)!, JsonNode.Parse(claims)!.AsObject());
        Assert.Empty(mapping.Problems);
        Assert.Equal(user, mapping.User);
        Assert.Equal(groups, string.Join(' ', mapping.Groups));
    }

    [Theory]
    [InlineData("""{"sub":"x"}""", "has no claim cern_upn")]
    [InlineData("""{"cern_upn":""}""", "has no claim cern_upn")]
    [InlineData("""{"cern_upn":7}""", "cern_upn is not a text")]
    [InlineData("""{"cern_upn":"system:admin"}""", "reserved for Kubernetes itself")]
    [InlineData("""{"cern_upn":"a\nb"}""", "letters that cannot be used")]
    [InlineData("""{"cern_upn":"a","cern_roles":"admins"}""", "cern_roles is not a list of texts")]
    public void What_makes_a_token_useless_is_told_with_the_claim(string claims, string why) =>
        Assert.Contains(why, Assert.Single(ClaimMapping.Of(Site.Find("cern")!, JsonNode.Parse(claims)!.AsObject()).Problems));
}
