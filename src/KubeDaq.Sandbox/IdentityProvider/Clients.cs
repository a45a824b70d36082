using Microsoft.Extensions.DependencyInjection;
using OpenIddict.Abstractions;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace KubeDaq.Sandbox.IdentityProvider;

/// <summary>Registers the programs that people may sign in to. Both may be at any port of this machine.</summary>
internal static class Clients
{
    /// <summary>Registers them.</summary>
    public static async Task RegisterAsync(IServiceProvider services, string consoleSecret, CancellationToken stop)
    {
        await using var scope = services.CreateAsyncScope();
        var applications = scope.ServiceProvider.GetRequiredService<IOpenIddictApplicationManager>();
        await applications.CreateAsync(CommandLine(), stop);
        await applications.CreateAsync(Console(consoleSecret), stop);
    }

    private static OpenIddictApplicationDescriptor CommandLine()
    {
        var client = Native(ClientNames.CommandLine, "the command kubedaq");
        client.ClientType = ClientTypes.Public;
        client.RedirectUris.UnionWith([new("http://127.0.0.1/"), new("http://127.0.0.1/callback"), new("http://localhost/callback")]);
        client.Permissions.UnionWith([Permissions.Endpoints.DeviceAuthorization, Permissions.GrantTypes.DeviceCode]);
        return client;
    }

    private static OpenIddictApplicationDescriptor Console(string secret)
    {
        var client = Native(ClientNames.Console, "the web console of KubeDaq");
        client.ClientType = ClientTypes.Confidential;
        client.ClientSecret = secret;
        var issuers = IssuerProfile.All.Select(profile => profile.Name).ToList();
        foreach (var host in new[] { "https://127.0.0.1", "https://localhost", "http://127.0.0.1", "http://localhost" })
        {
            client.RedirectUris.UnionWith(issuers.Select(name => new Uri($"{host}/signin/{name}")));
            client.PostLogoutRedirectUris.UnionWith([new($"{host}/"), .. issuers.Select(name => new Uri($"{host}/signout/{name}"))]);
        }
        return client;
    }

    /// <summary>A native program may come back to any port of the loopback address.</summary>
    private static OpenIddictApplicationDescriptor Native(string id, string name) => new()
    {
        ClientId = id,
        DisplayName = name,
        ApplicationType = ApplicationTypes.Native,
        ConsentType = ConsentTypes.Implicit,
        Permissions =
        {
            Permissions.Endpoints.Authorization, Permissions.Endpoints.Token, Permissions.Endpoints.Revocation, Permissions.Endpoints.EndSession,
            Permissions.GrantTypes.AuthorizationCode, Permissions.GrantTypes.RefreshToken, Permissions.ResponseTypes.Code,
            Permissions.Scopes.Profile, Permissions.Scopes.Email, Permissions.Prefixes.Scope + "wlcg.groups",
        },
    };
}
