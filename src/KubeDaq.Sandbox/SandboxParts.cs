using KubeDaq.Sandbox.Admission;
using KubeDaq.Sandbox.Apply;
using KubeDaq.Sandbox.Auditing;
using KubeDaq.Sandbox.Authorization;
using KubeDaq.Sandbox.Controllers;
using KubeDaq.Sandbox.CustomResources;
using KubeDaq.Sandbox.Events;
using KubeDaq.Sandbox.Hosts;
using KubeDaq.Sandbox.Http;
using KubeDaq.Sandbox.Http.Seams;
using KubeDaq.Sandbox.Identity;
using KubeDaq.Sandbox.Identity.Impersonation;
using KubeDaq.Sandbox.Identity.People;
using KubeDaq.Sandbox.Identity.Tokens;
using KubeDaq.Sandbox.OpenApi;
using KubeDaq.Sandbox.Resources;
using KubeDaq.Sandbox.Reviews;
using KubeDaq.Sandbox.Scheduling;
using KubeDaq.Sandbox.Storage;
using Microsoft.Extensions.Logging;

namespace KubeDaq.Sandbox;

/// <summary>All parts of a sandbox, put together in this one place.</summary>
internal sealed class SandboxParts : IAsyncDisposable
{
    private SandboxParts(CertificateAuthority authority, TokenSigner signer, AllTokens tokens, IObjects objects, ApiHandler handler, ServerAddress address, IReadOnlyList<IBackgroundPart> background, Hosting hosting, StateFile? state)
    {
        (Authority, Signer, Tokens, Objects, Handler, Address, Background, Hosting, State) = (authority, signer, tokens, objects, handler, address, background, hosting, state);
    }

    /// <summary>Signs certificates.</summary>
    public CertificateAuthority Authority { get; }

    /// <summary>All objects.</summary>
    public IObjects Objects { get; }

    /// <summary>Answers requests.</summary>
    public ApiHandler Handler { get; }

    /// <summary>Where the server serves, once it does.</summary>
    public ServerAddress Address { get; }

    /// <summary>What works while the server serves.</summary>
    public IReadOnlyList<IBackgroundPart> Background { get; }

    /// <summary>Judges tokens; told once whose people the cluster knows.</summary>
    public AllTokens Tokens { get; }

    /// <summary>The hosts, for the agents on them.</summary>
    public IReadOnlyList<SandboxHost> Hosts => Hosting.Hosts;

    /// <summary>Tells of requests: who did it.</summary>
    public required AuditLog Audit { get; init; }

    private TokenSigner Signer { get; }

    private Hosting Hosting { get; }

    private StateFile? State { get; }

    /// <summary>Makes the parts; nothing runs yet.</summary>
    public static SandboxParts Make(SandboxOptions options, TimeProvider time, ILoggerFactory loggers, CancellationToken stop)
    {
        var keys = Path.Combine(options.Directory, "pki");
        var authority = CertificateAuthority.OpenOrCreate(keys, time);
        var signer = TokenSigner.OpenOrCreate(keys);
        var address = new ServerAddress();
        var state = options.KeepState ? StateFile.Open(Path.Combine(options.Directory, "state")) : null;
        var store = state?.Restore() ?? new ObjectStore();
        var table = new ResourceTable(store);
        var admission = new List<IAdmission>();
        var judges = new List<IAdmission>();
        var writer = new ObjectWriter(store, admission, judges, time);
        var objects = new Objects(store, table, writer);

        var roles = new RbacIndex();
        roles.Follow(store);
        var authorizer = new RbacAuthorizer(roles);
        var tokens = new AllTokens(new TokenAuthenticator(signer, objects, time), time);
        var issuer = new TokenIssuer(signer, objects, time);
        var authenticator = new Authenticator(authority, tokens, new Impersonator(authorizer));
        admission.AddRange([new NamespaceLifecycle(objects), new ServiceAccountAdmission(objects), new PodPriority(objects), new DefaultTolerations(), new NewNodeTaint(), new EscalationCheck(authorizer), new CardReleaseRule(authorizer), new RequestedByRule(), new OperateRule(authorizer)]);
        var inForce = new SetInForce(objects);
        judges.AddRange([new HostAccessRule(objects, inForce, authorizer), new CardAccessRule(objects, inForce, authorizer), new CardLeaseRule(authorizer), new AgentRule()]);
        Bootstrap.Ensure(objects);
        var definitions = new Definitions(store, table, objects, time);
        definitions.Serve();
        var events = new EventRecorder(objects, time);
        var hosting = Hosting.Make(options, objects, issuer, address, events, time, loggers);

        IReadOnlyList<IVirtualResource> reviews = [.. AccessReview.All(authorizer), new SelfSubjectReview(time), new SelfSubjectRulesReview(authorizer), new TokenReview(tokens)];
        IReadOnlyList<ISubresource> subresources = [new TokenRequest(issuer, new BoundObject(issuer, objects), time), hosting.Logs, new BindingSubresource(time), new EvictionSubresource(time)];
        IReadOnlyList<IBackgroundPart> background = [definitions, new RoleAggregation(objects), .. ControllerSet.Make(store, objects, table, events, authority.CertificatePem, time, loggers), .. hosting.Background];

        var answers = new ObjectAnswers(time);
        var patches = new PatchHandler(writer, new ServerSideApply(store, writer, time), answers);
        var resources = new ResourceHandler(store, writer, patches, answers, new ListReader(store), new WatchStream(store, time));
        var system = new SystemHandler(table, new OpenApiHandler(table), signer);
        var audit = new AuditLog(options.Directory, time, loggers.CreateLogger<AuditLog>());
        var handler = new ApiHandler(table, objects, authenticator, authorizer, resources, new ScaleHandler(store, writer), system, subresources, reviews, audit, loggers.CreateLogger<ApiHandler>(), stop);
        return new(authority, signer, tokens, objects, handler, address, background, hosting, state) { Audit = audit };
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Audit.DisposeAsync();
        if (State is not null)
            await State.DisposeAsync();
        Hosting.Dispose();
        Authority.Dispose();
        Signer.Dispose();
        Tokens.Dispose();
    }
}
