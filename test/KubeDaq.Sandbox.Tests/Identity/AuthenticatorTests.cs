using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Http.Seams;
using KubeDaq.Sandbox.Identity;
using KubeDaq.Sandbox.Identity.Impersonation;
using KubeDaq.Sandbox.Identity.Tokens;
using KubeDaq.Sandbox.Storage;
using KubeDaq.Sandbox.Tests.Authorization;
using Microsoft.AspNetCore.Http;

namespace KubeDaq.Sandbox.Tests.Identity;

public sealed class AuthenticatorTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly PlainObjects _objects = new(new ObjectStore());
    private readonly CertificateAuthority _authority;
    private readonly TokenSigner _signer;
    private readonly Authenticator _authenticator;

    public AuthenticatorTests()
    {
        _authority = CertificateAuthority.OpenOrCreate(_folder.Path, TimeProvider.System);
        _signer = TokenSigner.OpenOrCreate(_folder.Path);
        _authenticator = new(_authority, new TokenAuthenticator(_signer, _objects, TimeProvider.System), new Impersonator(new Rbac().Authorizer));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Bearer ")]
    [InlineData("Basic YTpi")]
    public async Task Without_credentials_a_client_is_anonymous(string? header)
    {
        var user = await Ask(context => context.Request.Headers.Authorization = header);
        Assert.Equal("system:anonymous", user.Name);
        Assert.Equal(["system:unauthenticated"], user.Groups);
    }

    [Theory]
    [InlineData("Bearer garbage")]
    [InlineData("bearer a.b.c")]
    public async Task A_bad_token_is_not_taken_for_anonymous(string header)
    {
        var refusal = await Assert.ThrowsAsync<StatusException>(() => Ask(context => context.Request.Headers.Authorization = header));
        Assert.Equal((401, "Unauthorized", "Unauthorized", null), (refusal.Code, refusal.Reason, refusal.Message, refusal.Details));
    }

    [Fact]
    public async Task A_token_of_a_service_account_counts()
    {
        var account = _objects.TryCreate(new("", "serviceaccounts"), "np04", new() { ["metadata"] = new JsonObject { ["name"] = "coldbox" } })!;
        var token = new TokenIssuer(_signer, _objects, TimeProvider.System).Issue(account, [], 3600, TokenBinding.None).Token;
        Assert.Equal("system:serviceaccount:np04:coldbox", (await Ask(context => context.Request.Headers.Authorization = $"Bearer {token}")).Name);
    }

    [Fact]
    public async Task A_certificate_counts_before_a_token()
    {
        using var certificate = _authority.IssueClient("jane", "shifters");
        var user = await Ask(context =>
        {
            context.Connection.ClientCertificate = certificate;
            context.Request.Headers.Authorization = "Bearer garbage";
        });
        Assert.Equal("jane", user.Name);
        Assert.Equal(["shifters", "system:authenticated"], user.Groups);
    }

    [Fact]
    public async Task A_certificate_of_somebody_else_is_refused()
    {
        using var folder = new TemporaryFolder();
        using var stranger = CertificateAuthority.OpenOrCreate(folder.Path, TimeProvider.System);
        using var certificate = stranger.IssueClient("root", "system:masters");
        var refusal = await Assert.ThrowsAsync<StatusException>(() => Ask(context => context.Connection.ClientCertificate = certificate));
        Assert.Equal(401, refusal.Code);
    }

    [Fact]
    public async Task Nobody_impersonates_without_the_right_to()
    {
        using var certificate = _authority.IssueClient("jane");
        var refusal = await Assert.ThrowsAsync<StatusException>(() => Ask(context =>
        {
            context.Connection.ClientCertificate = certificate;
            context.Request.Headers["Impersonate-User"] = "root";
            context.Request.Headers["Impersonate-Group"] = "system:masters";
        }));
        Assert.Equal(403, refusal.Code);
    }

    [Fact]
    public async Task An_administrator_impersonates()
    {
        using var certificate = _authority.IssueClient("root", "system:masters");
        var user = await Ask(context =>
        {
            context.Connection.ClientCertificate = certificate;
            context.Request.Headers["Impersonate-User"] = "jane";
        });
        Assert.Equal("jane", user.Name);
        Assert.Equal(["system:authenticated"], user.Groups);
    }

    public void Dispose()
    {
        _signer.Dispose();
        _authority.Dispose();
        _folder.Dispose();
    }

    private async Task<UserInfo> Ask(Action<HttpContext> prepare)
    {
        var context = new DefaultHttpContext();
        prepare(context);
        var user = await _authenticator.AuthenticateAsync(context);
        return _authenticator.Impersonate(user, Rbac.Ask("list", "pods", "np04"), context)?.User ?? user;
    }
}
