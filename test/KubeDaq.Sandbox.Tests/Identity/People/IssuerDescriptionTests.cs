using KubeDaq.Api.Yaml;
using KubeDaq.Sandbox.Identity.People;

namespace KubeDaq.Sandbox.Tests.Identity.People;

public sealed class IssuerDescriptionTests
{
    [Theory]
    [InlineData("{kind: Pod}", "is no AuthenticationConfiguration")]
    [InlineData("{apiVersion: apiserver.config.k8s.io/v1, kind: AuthenticationConfiguration, jwt: [{issuer: {url: 'http://x'}}]}", "jwt[0].issuer.url: write an https URL")]
    [InlineData("{apiVersion: apiserver.config.k8s.io/v1, kind: AuthenticationConfiguration, jwt: [{issuer: {url: 'https://x'}}]}", "jwt[0].issuer.audiences: there is none")]
    [InlineData("{apiVersion: apiserver.config.k8s.io/v1, kind: AuthenticationConfiguration, jwt: [{issuer: {url: 'https://x', audiences: [a]}, claimMappings: {username: {claim: sub}}}]}", "claimMappings.username: the sandbox takes an expression")]
    [InlineData("{apiVersion: apiserver.config.k8s.io/v1, kind: AuthenticationConfiguration, jwt: [{issuer: {url: 'https://x', audiences: [a]}, claimMappings: {username: {expression: 'claims.sub.format([1])'}}}]}", "the sandbox cannot evaluate")]
    public void What_cannot_be_used_is_told_before_anything_starts(string yaml, string why)
    {
        var error = Assert.Throws<InvalidAuthenticationConfigurationException>(() => IssuerDescription.ReadAll(YamlText.Read(yaml)[0], "auth.yaml"));
        Assert.Contains(why, error.Message);
        Assert.StartsWith("auth.yaml: ", error.Message);
    }
}
