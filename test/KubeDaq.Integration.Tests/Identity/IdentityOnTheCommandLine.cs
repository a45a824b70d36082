using System.Text.Json.Nodes;
using KubeDaq.Integration.Tests.Clusters;

namespace KubeDaq.Integration.Tests.Identity;

/// <summary>People sign in with kubedaq login, and unmodified kubectl works as them.</summary>
[Collection(IdentitySandbox.Collection)]
public sealed class IdentityOnTheCommandLine(IdentitySandbox sandbox) : IDisposable
{
    private readonly Person _person = new(sandbox);

    public void Dispose() => _person.Dispose();

    [Fact]
    public async Task With_a_browser_a_person_of_CERN_is_known_to_kubectl()
    {
        IdentitySandbox.NeedsPeople();
        var login = (await _person.LoginAsync("cern", "expert")).Succeeded();
        Assert.Contains("signed in as cern:expert, in cern:np04-experts, cern:np04-shifters", login.Out);
        var me = await WhoAsync();
        Assert.Equal("cern:expert", me["username"]!.GetValue<string>());
        Assert.Equal("cern", me["extra"]!["dune.daq/issuer"]![0]!.GetValue<string>());
    }

    [Fact]
    public async Task With_a_code_a_person_of_Fermilab_is_another_one_than_the_same_name_at_CERN()
    {
        IdentitySandbox.NeedsPeople();
        (await _person.LoginAsync("fermilab", "shifter", "--device")).Succeeded();
        Assert.Equal("fermilab:shifter", (await WhoAsync())["username"]!.GetValue<string>());
        (await _person.LoginAsync("cern", "shifter")).Succeeded();
        Assert.Equal("cern:shifter", (await WhoAsync())["username"]!.GetValue<string>());
    }

    [Fact]
    public async Task An_ended_token_is_renewed_and_after_sign_out_there_is_none()
    {
        IdentitySandbox.NeedsPeople();
        (await _person.LoginAsync("cern", "viewer")).Succeeded();
        var before = _person.Tokens("cern");
        _person.LetTheTokenEnd("cern");
        Assert.Equal("cern:viewer", (await WhoAsync())["username"]!.GetValue<string>());
        Assert.NotEqual(before["refresh_token"]!.GetValue<string>(), _person.Tokens("cern")["refresh_token"]!.GetValue<string>());

        (await _person.KubedaqAsync("logout", "--site", sandbox.Site, "--issuer", "cern")).Succeeded();
        Assert.Empty(Directory.GetFiles(_person.Sessions, "*.json"));
        var refused = await _person.KubectlAsync("auth", "whoami");
        Assert.NotEqual(0, refused.ExitCode);
        Assert.Contains("kubedaq login --issuer cern", refused.Err);
    }

    [Fact]
    public async Task After_sign_out_a_kept_refresh_token_is_worth_nothing()
    {
        IdentitySandbox.NeedsPeople();
        (await _person.LoginAsync("cern", "viewer")).Succeeded();
        var (file, stolen) = (_person.SessionFile("cern"), File.ReadAllText(_person.SessionFile("cern")));
        (await _person.KubedaqAsync("logout", "--site", sandbox.Site, "--issuer", "cern")).Succeeded();
        File.WriteAllText(file, stolen);
        _person.LetTheTokenEnd("cern");
        Assert.Contains("you are not signed in", (await _person.KubedaqAsync("auth", "token", "--site", sandbox.Site, "--issuer", "cern")).Err);
    }

    [Fact]
    public async Task Tokens_are_in_files_that_only_their_owner_can_read()
    {
        IdentitySandbox.NeedsPeople();
        (await _person.LoginAsync("cern", "viewer")).Succeeded();
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(_person.Sessions));
        Assert.All(Directory.GetFiles(_person.Sessions), file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file)));
    }

    [Theory]
    [InlineData("newcomer", "the token has no claim cern_upn")]
    [InlineData("impostor", "reserved for Kubernetes itself")]
    public async Task Claims_that_will_not_do_are_told_at_sign_in(string user, string why)
    {
        IdentitySandbox.NeedsPeople();
        var login = await _person.LoginAsync("cern", user);
        Assert.NotEqual(0, login.ExitCode);
        Assert.Contains(why, login.Err);
    }

    [Fact]
    public async Task Who_claims_a_group_of_Kubernetes_itself_gets_nothing()
    {
        IdentitySandbox.NeedsPeople();
        (await _person.LoginAsync("fermilab", "impostor")).Succeeded();
        Assert.Equal(["system:authenticated"], (await WhoAsync())["groups"]!.AsArray().Select(group => group!.GetValue<string>()));
        Assert.Equal("no\n", (await _person.KubectlAsync("auth", "can-i", "get", "secrets", "-A")).Out);
    }

    [Fact]
    public async Task After_a_change_of_keys_new_tokens_are_taken_and_those_of_a_withdrawn_key_are_not()
    {
        IdentitySandbox.NeedsPeople();
        using var browser = new FormBrowser(sandbox.Folder);
        (await _person.LoginAsync("fermilab", "viewer")).Succeeded();
        Assert.Equal("fermilab:viewer", (await WhoAsync())["username"]!.GetValue<string>());
        await browser.RotateKeysAsync(sandbox.IssuerUrl("fermilab"), forget: true);
        using var second = new Person(sandbox);
        (await second.LoginAsync("fermilab", "viewer")).Succeeded();
        (await second.KubectlAsync("auth", "whoami")).Succeeded();
        // A kube-apiserver remembers for ten seconds whose a token is.
        await Eventually.Async(async () => (await _person.KubectlAsync("auth", "whoami")).ExitCode, code => code != 0, "the token of the withdrawn key is refused");
    }

    [Fact]
    public async Task Whoami_tells_rights_and_what_to_do()
    {
        IdentitySandbox.NeedsPeople();
        (await _person.LoginAsync("cern", "shifter", "-n", "np04")).Succeeded();
        var told = JsonNode.Parse((await _person.KubedaqAsync("whoami", "-o", "json")).Succeeded().Out)!;
        Assert.Equal("cern:shifter", told["user"]!.GetValue<string>());
        Assert.Equal("token", told["credential"]!["kind"]!.GetValue<string>());
        Assert.InRange(told["credential"]!["expires"]!.GetValue<DateTimeOffset>() - TimeProvider.System.GetUtcNow(), TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(15));
        Assert.Contains("you may start and stop the partitions of namespace np04, and change nothing else of them", told["hints"]!.ToJsonString());

        (await _person.LoginAsync("fermilab", "newcomer", "-n", "np04")).Succeeded();
        Assert.Contains("kubectl create rolebinding fermilab-newcomer -n np04 --clusterrole=kubedaq-viewer --user=fermilab:newcomer", (await _person.KubedaqAsync("whoami")).Succeeded().Out);
    }

    private async Task<JsonNode> WhoAsync() => JsonNode.Parse((await _person.KubectlAsync("auth", "whoami", "-o", "json")).Succeeded().Out)!["status"]!["userInfo"]!;
}
