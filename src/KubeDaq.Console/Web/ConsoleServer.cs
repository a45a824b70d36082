using System.Net;
using KubeDaq.Console.Configuration;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace KubeDaq.Console.Web;

/// <summary>The console while it serves.</summary>
internal sealed class ConsoleServer : IAsyncDisposable
{
    private const long MaxForm = 64 * 1024;
    private readonly WebApplication _application;

    private ConsoleServer(WebApplication application, Uri address) => (_application, Address) = (application, address);

    /// <summary>Where browsers find it.</summary>
    public Uri Address { get; }

    /// <summary>Opens the port.</summary>
    public static async Task<ConsoleServer> StartAsync(ConsoleOptions options, LogLevel level, TimeProvider time, CancellationToken stop)
    {
        var builder = WebApplication.CreateEmptyBuilder(new() { ApplicationName = typeof(ConsoleServer).Assembly.GetName().Name });
        ConsoleLog.Add(builder.Logging, level);
        ConsoleServices.Add(builder.Services, options, time);
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxForm;
            kestrel.Limits.MaxConcurrentConnections = 2000;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
            kestrel.Listen(options.Listen.Address, options.Listen.Port, listen =>
            {
                if (options.Tls is not null)
                    listen.UseHttps(https => https.ServerCertificateSelector = new ServerCertificate(options.Tls, time).Select);
            });
        });
        var application = builder.Build();
        ConsolePipeline.Arrange(application, options);
        await application.StartAsync(stop);
        return new(application, options.Address ?? Local(application, options));
    }

    /// <summary>Waits for the end.</summary>
    public static async Task UntilStoppedAsync(CancellationToken stop)
    {
        var stopped = new TaskCompletionSource();
        await using var _ = stop.Register(stopped.SetResult);
        await stopped.Task;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await _application.StopAsync(deadline.Token);
        await _application.DisposeAsync();
    }

    private static Uri Local(WebApplication application, ConsoleOptions options)
    {
        var bound = new Uri(application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        var host = options.Listen.Address.Equals(IPAddress.IPv6Loopback) ? "[::1]" : options.Listen.Address.ToString();
        return new($"{(options.Tls is null ? "http" : "https")}://{host}:{bound.Port}/");
    }
}
