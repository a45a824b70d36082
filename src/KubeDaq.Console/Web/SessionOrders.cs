using KubeDaq.Cluster.Persons;
using KubeDaq.Console.Persons;
using KubeDaq.Console.Sessions;

namespace KubeDaq.Console.Web;

/// <summary>Ends sessions: one's own, and for whoever may delete <c>consolesessions.dune.daq</c> those of others.</summary>
internal static class SessionOrders
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/sessions/end", EndOne);
        routes.MapPost("/sessions/end-others", EndOthers);
        routes.MapPost("/sessions/end-person", EndPersonAsync);
    }

    /// <summary>Whether the person may end the sessions of others.</summary>
    public static async Task<bool> MayEndOthersAsync(PersonCluster cluster, CancellationToken stop) =>
        (await SelfReviews.MayAsync(cluster.Connection, "delete", "consolesessions", null, null, stop)).Allowed;

    private static async Task<IResult> EndOne(HttpContext context, PersonCluster cluster, SessionStore store)
    {
        var id = (await context.Request.ReadFormAsync(context.RequestAborted))["id"].ToString();
        var found = store.Of(cluster.Session.Person.User).FirstOrDefault(session => session.Id == id);
        cluster.Session.Notice(found is not null && store.End(found, "its owner ended it") ? "The session has ended." : "There is no such session of yours; it had ended before.");
        return Results.LocalRedirect("/sessions");
    }

    private static IResult EndOthers(PersonCluster cluster, SessionStore store)
    {
        var ended = store.Of(cluster.Session.Person.User).Count(session => session != cluster.Session && store.End(session, "its owner ended it"));
        cluster.Session.Notice($"{ended} other session(s) of yours have ended.");
        return Results.LocalRedirect("/sessions");
    }

    private static async Task<IResult> EndPersonAsync(HttpContext context, PersonCluster cluster, SessionStore store)
    {
        var user = (await context.Request.ReadFormAsync(context.RequestAborted))["user"].ToString().Trim();
        if (!await MayEndOthersAsync(cluster, context.RequestAborted))
        {
            cluster.Session.Notice("You may not end the sessions of others: that needs the verb \"delete\" on consolesessions.dune.daq, which the role kubedaq-admin gives.");
            return Results.LocalRedirect("/sessions");
        }
        var ended = store.Of(user).Count(session => store.End(session, $"{cluster.Session.Person.User} ended all of this person"));
        cluster.Session.Notice($"{ended} session(s) of {user} have ended.");
        return Results.LocalRedirect("/sessions");
    }
}
