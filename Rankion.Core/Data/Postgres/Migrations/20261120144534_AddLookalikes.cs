using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rankion.Core.Data.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class AddLookalikes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "ix_images_unhashed",
                table: "images",
                column: "id",
                filter: "perceptual_hash is null and sha256 is not null");

            // one per band of the hash: whoever is near in one of them is looked at
            migrationBuilder.Sql(
                """
                create index ix_images_hash_0 on images (team_id, (perceptual_hash & 65535), perceptual_hash, id) where deleted_at is null and in_gallery and perceptual_hash is not null;
                create index ix_images_hash_1 on images (team_id, ((perceptual_hash >> 16) & 65535), perceptual_hash, id) where deleted_at is null and in_gallery and perceptual_hash is not null;
                create index ix_images_hash_2 on images (team_id, ((perceptual_hash >> 32) & 65535), perceptual_hash, id) where deleted_at is null and in_gallery and perceptual_hash is not null;
                create index ix_images_hash_3 on images (team_id, ((perceptual_hash >> 48) & 65535), perceptual_hash, id) where deleted_at is null and in_gallery and perceptual_hash is not null;
                -- or PostgreSQL would take each value for one of two hundred, and read the whole table
                create statistics images_hash_0 on (perceptual_hash & 65535) from images;
                create statistics images_hash_1 on ((perceptual_hash >> 16) & 65535) from images;
                create statistics images_hash_2 on ((perceptual_hash >> 32) & 65535) from images;
                create statistics images_hash_3 on ((perceptual_hash >> 48) & 65535) from images;
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(
                """
                drop statistics images_hash_0;
                drop statistics images_hash_1;
                drop statistics images_hash_2;
                drop statistics images_hash_3;
                drop index ix_images_hash_0;
                drop index ix_images_hash_1;
                drop index ix_images_hash_2;
                drop index ix_images_hash_3;
                """);
            migrationBuilder.DropIndex(
                name: "ix_images_unhashed",
                table: "images");
        }
    }
}
