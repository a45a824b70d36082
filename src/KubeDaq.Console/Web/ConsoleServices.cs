using KubeDaq.Console.Configuration;
using KubeDaq.Console.Persons;
using KubeDaq.Console.Sessions;
using KubeDaq.Console.SigningIn;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;

namespace KubeDaq.Console.Web;

/// <summary>The parts of the console.</summary>
internal static class ConsoleServices
{
    /// <summary>Adds all of them.</summary>
    public static void Add(IServiceCollection services, ConsoleOptions options, TimeProvider time)
    {
        services.AddSingleton(options).AddSingleton(options.Sessions).AddSingleton(time);
        services.AddSingleton<SessionStore>().AddSingleton<TokenRenewal>().AddSingleton<TokenRevocation>();
        services.AddSingleton(ClusterConnections.Open(options, Environment.GetEnvironmentVariable));
        services.AddHttpContextAccessor();
        services.AddScoped<PersonCluster>().AddScoped<PartitionsSeen>().AddScoped<PartitionOrders>();
        AddSignIn(services, options, time);
        services.AddRouting();
        services.AddRazorComponents();
        services.AddRateLimiter(limits => RequestLimits.Configure(limits, CookieForm.Of(options).Session));
        services.AddAntiforgery(forms => OwnForms.Configure(forms, CookieForm.Of(options)));
        KeepKeysInMemory(services);
    }

    private static void AddSignIn(IServiceCollection services, ConsoleOptions options, TimeProvider time)
    {
        var authentication = services.AddAuthentication(SessionCookie.Scheme).AddCookie(SessionCookie.Scheme);
        services.AddOptions<CookieAuthenticationOptions>(SessionCookie.Scheme)
            .Configure<SessionStore>((cookie, store) => SessionCookie.Configure(cookie, store, options, time));
        OpenIdSchemes.Add(authentication, options, time);
        services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder(SessionCookie.Scheme).RequireAuthenticatedUser().Build());
    }

    /// <summary>Sessions end with the process, so the keys of their cookies may too: nothing secret is on a disk.</summary>
    private static void KeepKeysInMemory(IServiceCollection services)
    {
        services.AddDataProtection().UseEphemeralDataProtectionProvider();
        foreach (var lasting in services.Where(service => service.ImplementationType?.Name == "DataProtectionHostedService").ToList())
            services.Remove(lasting);
    }
}
