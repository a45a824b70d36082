using System.Net;
using System.Security.Cryptography.X509Certificates;
using KubeDaq.Sandbox.Admission;
using KubeDaq.Sandbox.Http.Seams;
using KubeDaq.Sandbox.Identity;
using KubeDaq.Sandbox.Identity.Impersonation;
using KubeDaq.Sandbox.Identity.Tokens;
using KubeDaq.Sandbox.Reviews;
using KubeDaq.Sandbox.Storage;
using Microsoft.AspNetCore.Http;

namespace KubeDaq.Sandbox.Authorization;

/// <summary>All that decides who a client is and what he may do, put together.</summary>
internal sealed class AccessControl : IDisposable
{
    private static readonly string[] ServerNames =
        ["localhost", "kubernetes", "kubernetes.default", "kubernetes.default.svc", "kubernetes.default.svc.cluster.local"];

    private readonly IObjects _objects;
    private readonly RbacIndex _index = new();

    /// <summary>Opens or makes the keys in <paramref name="folder"/> and begins to follow the store's roles and bindings.</summary>
    /// <param name="folder">Where keys and certificates are kept.</param>
    /// <param name="store">Where roles and bindings are.</param>
    /// <param name="objects">All objects; used only once the server serves.</param>
    /// <param name="parse">What a request asks for.</param>
    /// <param name="time">The clock.</param>
    public AccessControl(string folder, ObjectStore store, IObjects objects, Func<HttpContext, RequestInfo> parse, TimeProvider time)
    {
        _objects = objects;
        Authority = CertificateAuthority.OpenOrCreate(folder, time);
        ServerCertificate = Authority.IssueServer([IPAddress.Loopback, IPAddress.IPv6Loopback], ServerNames);
        Signer = TokenSigner.OpenOrCreate(folder);
        Tokens = new(Signer, objects, time);
        foreach (var kind in RbacResources.All)
            _index.Load(store.Look(kind).In(null));
        store.Written += _index.Apply;
        var authorizer = new RbacAuthorizer(_index);
        var judge = new TokenAuthenticator(Signer, objects, time);
        Authorizer = authorizer;
        Authenticator = new Authenticator(Authority, judge, new Impersonator(authorizer), parse);
        Admission =
        [
            new NamespaceLifecycle(objects), new ServiceAccountAdmission(objects, new Random()), new PodPriority(objects), new DefaultTolerations(),
            new NewNodeTaint(), new EscalationCheck(authorizer),
        ];
        Reviews = [.. AccessReview.All(authorizer), new SelfSubjectRulesReview(authorizer), new SelfSubjectReview(time), new TokenReview(judge)];
        Subresources = [new TokenRequest(Tokens, new(Tokens, objects), time)];
        BackgroundParts = [new RoleAggregation(objects)];
    }

    /// <summary>Signs certificates.</summary>
    public CertificateAuthority Authority { get; }

    /// <summary>The server's certificate with its key.</summary>
    public X509Certificate2 ServerCertificate { get; }

    /// <summary>The key of service account tokens.</summary>
    public TokenSigner Signer { get; }

    /// <summary>Gives tokens to the hosts for their pods.</summary>
    public TokenIssuer Tokens { get; }

    /// <summary>Finds out who asks.</summary>
    public IAuthenticator Authenticator { get; }

    /// <summary>Decides what he may do.</summary>
    public IAuthorizer Authorizer { get; }

    /// <summary>What a stock API server looks at before a write, in its order.</summary>
    public IReadOnlyList<IAdmission> Admission { get; }

    /// <summary>The kinds that are answered and not stored.</summary>
    public IReadOnlyList<IVirtualResource> Reviews { get; }

    /// <summary>The subresource that gives tokens.</summary>
    public IReadOnlyList<ISubresource> Subresources { get; }

    /// <summary>What keeps aggregated roles filled.</summary>
    public IReadOnlyList<IBackgroundPart> BackgroundParts { get; }

    /// <summary>Makes the default roles, bindings and priority classes that are missing.</summary>
    public void EnsureDefaults()
    {
        DefaultRoles.Ensure(_objects);
        PodPriority.EnsureClasses(_objects);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        ServerCertificate.Dispose();
        Signer.Dispose();
        Authority.Dispose();
    }
}
