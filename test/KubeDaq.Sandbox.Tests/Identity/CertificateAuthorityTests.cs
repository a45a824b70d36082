using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using KubeDaq.Sandbox.Identity;
using Microsoft.Extensions.Time.Testing;

namespace KubeDaq.Sandbox.Tests.Identity;

public sealed class CertificateAuthorityTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _time = new(new(2026, 11, 24, 6, 0, 0, TimeSpan.Zero));

    [Fact]
    public void It_trusts_what_it_signed_and_knows_who_that_is()
    {
        using var authority = Open();
        using var certificate = authority.IssueClient("jane", "shifters", "experts");
        Assert.True(authority.Trusts(certificate));
        var user = ClientCertificate.UserOf(certificate)!;
        Assert.Equal("jane", user.Name);
        Assert.Equal(["shifters", "experts", "system:authenticated"], user.Groups);
        Assert.StartsWith("X509SHA256=", user.Extra["authentication.kubernetes.io/credential-id"][0]);
    }

    [Fact]
    public void It_does_not_trust_another_authority_of_the_same_name()
    {
        using var other = new TemporaryFolder();
        using var authority = Open();
        using var stranger = CertificateAuthority.OpenOrCreate(other.Path, _time);
        using var certificate = stranger.IssueClient("jane", "system:masters");
        Assert.False(authority.Trusts(certificate));
    }

    [Fact]
    public void It_does_not_trust_a_self_signed_certificate()
    {
        using var authority = Open();
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest("O=system:masters, CN=jane", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(_time.GetUtcNow().AddDays(-1), _time.GetUtcNow().AddDays(1));
        Assert.False(authority.Trusts(certificate));
    }

    [Fact]
    public void A_client_certificate_ends_after_a_year()
    {
        using var authority = Open();
        using var certificate = authority.IssueClient("jane");
        _time.Advance(TimeSpan.FromDays(366));
        Assert.False(authority.Trusts(certificate));
    }

    [Fact]
    public void A_server_certificate_is_no_client()
    {
        using var authority = Open();
        using var server = authority.IssueServer([IPAddress.Loopback, IPAddress.IPv6Loopback], ["localhost", "kubernetes.default.svc"]);
        Assert.False(authority.Trusts(server));
        Assert.True(server.HasPrivateKey);
        Assert.True(server.MatchesHostname("127.0.0.1") && server.MatchesHostname("::1") && server.MatchesHostname("kubernetes.default.svc"));
        Assert.False(server.MatchesHostname("example.org"));
    }

    [Fact]
    public void It_is_kept_and_its_files_are_the_owners_only()
    {
        string first;
        using (var authority = Open())
            first = authority.CertificatePem;
        using var again = Open();
        Assert.Equal(first, again.CertificatePem);
        foreach (var file in Directory.GetFiles(_folder.Path))
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    [Fact]
    public void One_near_its_end_is_replaced()
    {
        string first;
        using (var authority = Open())
            first = authority.CertificatePem;
        _time.Advance(TimeSpan.FromDays(3650 - 300));
        using var again = Open();
        Assert.NotEqual(first, again.CertificatePem);
    }

    [Fact]
    public void A_broken_file_is_named_and_left_alone()
    {
        Open().Dispose();
        var file = Path.Combine(_folder.Path, "ca.key");
        File.WriteAllText(file, "rubbish");
        var error = Assert.Throws<InvalidDataException>(Open);
        Assert.Contains(file, error.Message);
        Assert.Equal("rubbish", File.ReadAllText(file));
    }

    [Fact]
    public void The_administrators_kubeconfig_is_the_owners_only_and_holds_a_trusted_certificate()
    {
        using var authority = Open();
        var path = AdminKubeconfig.PathIn(_folder.Path);
        AdminKubeconfig.Write(path, "https://127.0.0.1:6443", authority);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        var data = File.ReadLines(path).Single(line => line.Contains("client-certificate-data:")).Split(' ')[^1];
        using var certificate = X509Certificate2.CreateFromPem(System.Text.Encoding.ASCII.GetString(Convert.FromBase64String(data)));
        Assert.True(authority.Trusts(certificate));
        Assert.Contains("system:masters", ClientCertificate.UserOf(certificate)!.Groups);
    }

    public void Dispose() => _folder.Dispose();

    private CertificateAuthority Open() => CertificateAuthority.OpenOrCreate(_folder.Path, _time);
}
