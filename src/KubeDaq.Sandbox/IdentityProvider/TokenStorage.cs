using Microsoft.EntityFrameworkCore;

namespace KubeDaq.Sandbox.IdentityProvider;

/// <summary>What an issuer remembers, in memory: clients, codes and refresh tokens. It is gone with the sandbox.</summary>
internal sealed class TokenStorage(DbContextOptions<TokenStorage> options) : DbContext(options);
