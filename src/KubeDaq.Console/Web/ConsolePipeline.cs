using KubeDaq.Console.Configuration;
using KubeDaq.Console.Pages;
using KubeDaq.Console.Persons;

namespace KubeDaq.Console.Web;

/// <summary>What each request goes through, in this order.</summary>
internal static class ConsolePipeline
{
    public static void Arrange(WebApplication application, ConsoleOptions options)
    {
        application.Use(new PublicAddress(options).Apply);
        application.Use(SecurityHeaders.Add);
        application.Use(Failures.Tell);
        application.UseRateLimiter();
        application.UseRouting();
        application.UseAuthentication();
        application.UseAuthorization();
        application.Use(OwnForms.Only);
        application.UseAntiforgery();
        Map(application);
    }

    private static void Map(WebApplication application)
    {
        application.MapGet("/healthz", () => "ok").AllowAnonymous();
        application.MapGet("/console.css", StyleSheet.Send).AllowAnonymous();
        application.MapGet("/", () => Results.LocalRedirect("/partitions"));
        application.MapGet("/start/{issuer}", SignInStart.GoAsync).AllowAnonymous();
        application.MapPost("/signout", SignOut.GoAsync);
        SessionOrders.Map(application);
        PartitionOrders.Map(application);
        application.MapRazorComponents<App>();
        application.MapFallback(context => MessagePages.WriteAsync(context, StatusCodes.Status404NotFound, "There is no such page", "The address is wrong, or what it led to is gone.", "/partitions", "To the partitions"));
    }
}
