using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rankion.Core.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class AddStacks : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_images_newest",
                table: "images");

            migrationBuilder.AddColumn<bool>(
                name: "is_primary",
                table: "images",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateIndex(
                name: "ix_images_family",
                table: "images",
                columns: new[] { "team_id", "root_id", "in_gallery", "deleted_at" },
                filter: "deleted_at is null and in_gallery and root_id is not null");

            migrationBuilder.CreateIndex(
                name: "ix_images_newest",
                table: "images",
                columns: new[] { "team_id", "created_at", "id", "root_id", "is_primary", "width", "height", "dominant_color", "in_gallery", "deleted_at" },
                filter: "deleted_at is null and in_gallery");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_images_family",
                table: "images");

            migrationBuilder.DropIndex(
                name: "ix_images_newest",
                table: "images");

            migrationBuilder.DropColumn(
                name: "is_primary",
                table: "images");

            migrationBuilder.CreateIndex(
                name: "ix_images_newest",
                table: "images",
                columns: new[] { "team_id", "created_at", "id" },
                filter: "deleted_at is null and in_gallery");
        }
    }
}
