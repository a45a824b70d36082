using KubeDaq.Console.Configuration;
using KubeDaq.Console.Sessions;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Microsoft.IdentityModel.JsonWebTokens;

namespace KubeDaq.Console.Tests.Sessions;

public sealed class SessionStoreTests
{
    private static readonly SessionLimits Limits = new() { Idle = TimeSpan.FromMinutes(10), Absolute = TimeSpan.FromMinutes(25), PerPerson = 2, Total = 3 };
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 24, 10, 0, 0, TimeSpan.Zero));
    private readonly SessionStore _store;

    public SessionStoreTests() => _store = new(Limits, _time, NullLogger<SessionStore>.Instance);

    [Fact]
    public async Task A_session_that_is_used_lasts_until_it_is_too_old()
    {
        var key = await SignInAsync("cern:a");
        for (var used = 0; used < 3; used++)
        {
            _time.Advance(TimeSpan.FromMinutes(8));
            Assert.NotNull(await _store.RetrieveAsync(key));
        }
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Null(await _store.RetrieveAsync(key));
    }

    [Fact]
    public async Task A_session_that_nobody_uses_ends()
    {
        var key = await SignInAsync("cern:a");
        _time.Advance(TimeSpan.FromMinutes(10));
        Assert.Null(await _store.RetrieveAsync(key));
        Assert.Empty(_store.Of("cern:a"));
    }

    [Fact]
    public async Task The_one_longest_unused_makes_room()
    {
        var first = await SignInAsync("cern:a");
        var second = await SignInLaterAsync("cern:a");
        _time.Advance(TimeSpan.FromSeconds(1));
        await _store.RetrieveAsync(first);
        var third = await SignInLaterAsync("cern:a");
        Assert.Equal((true, false, true), (await IsAliveAsync(first), await IsAliveAsync(second), await IsAliveAsync(third)));

        var others = new[] { await SignInLaterAsync("cern:b"), await SignInLaterAsync("cern:c") };
        Assert.Equal(3, _store.Of("cern:a").Count + _store.Of("cern:b").Count + _store.Of("cern:c").Count);
        Assert.True(await IsAliveAsync(others[1]));
    }

    [Fact]
    public async Task Neither_key_nor_ticket_has_a_token_and_the_id_does_not_lead_to_the_key()
    {
        var key = await SignInAsync("cern:a");
        var ticket = await _store.RetrieveAsync(key);
        Assert.Empty(ticket!.Properties.GetTokens());
        Assert.Equal(64, key.Length);
        var session = Assert.Single(_store.Of("cern:a"));
        Assert.DoesNotContain(session.Id, key, StringComparison.Ordinal);
        Assert.Null(await _store.RetrieveAsync(session.Id));
        Assert.Equal("refresh", session.Tokens.RefreshToken);
        Assert.DoesNotContain("refresh", session.Tokens.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_ended_session_is_gone_and_others_stay()
    {
        var (here, there) = (await SignInAsync("cern:a"), await SignInAsync("cern:a"));
        var ended = _store.Find(here)!;
        Assert.True(_store.End(ended, "test"));
        Assert.False(_store.End(ended, "test"));
        Assert.Equal((false, true), (await IsAliveAsync(here), await IsAliveAsync(there)));
    }

    private async Task<bool> IsAliveAsync(string key) => await _store.RetrieveAsync(key) is not null;

    private Task<string> SignInLaterAsync(string user)
    {
        _time.Advance(TimeSpan.FromSeconds(1));
        return SignInAsync(user);
    }

    private Task<string> SignInAsync(string user)
    {
        var token = new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken("""{"sub":"a","exp":1795514400}""");
        var properties = new AuthenticationProperties();
        properties.StoreTokens([new() { Name = "id_token", Value = token }, new() { Name = "refresh_token", Value = "refresh" }]);
        return _store.StoreAsync(new AuthenticationTicket(TicketContents.PrincipalOf(new("cern", "a", user, ["cern:np04"]), "test"), properties, "session"));
    }
}
