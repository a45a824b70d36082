using k8s.KubeConfigModels;
using KubeDaq.Cluster.Connections;
using Microsoft.Extensions.Time.Testing;

namespace KubeDaq.Cluster.Tests.Connections;

public sealed class ExecTokenTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _time = new(new(2026, 11, 24, 10, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task The_program_is_asked_again_shortly_before_its_token_ends_and_after_a_refusal()
    {
        using var token = Says("""{"status":{"token":"'$(cat count | wc -l)'","expirationTimestamp":"2026-11-24T10:15:00Z"}}""");
        Assert.Equal("1", await ReadAsync(token));
        Assert.Equal("1", await ReadAsync(token));
        _time.Advance(TimeSpan.FromMinutes(14.9));
        Assert.Equal("2", await ReadAsync(token));
        token.Forget();
        Assert.Equal("3", await ReadAsync(token));
    }

    [Fact]
    public async Task What_it_says_instead_of_a_token_is_not_repeated()
    {
        using var token = Says("""{"status":{"secret":"s3cr3t"}}""");
        var error = await Assert.ThrowsAsync<CredentialsException>(() => ReadAsync(token));
        Assert.Contains("gives no token", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cr3t", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_that_is_not_there_is_named_with_its_hint()
    {
        using var token = new ExecToken(new ExternalExecution { Command = "/nowhere/kubedaq", InstallHint = "Install it." }, "the test", _time);
        Assert.Contains("/nowhere/kubedaq of the test", (await Assert.ThrowsAsync<CredentialsException>(() => ReadAsync(token))).Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private ExecToken Says(string answer) => new(
        new ExternalExecution { Command = "/bin/sh", Arguments = ["-c", $"cd {_folder.Path} && echo >> count && echo '{answer}'"] }, "the test", _time);

    private static async Task<string?> ReadAsync(ExecToken token) => (await token.GetAuthenticationHeaderAsync(TestContext.Current.CancellationToken)).Parameter;
}
