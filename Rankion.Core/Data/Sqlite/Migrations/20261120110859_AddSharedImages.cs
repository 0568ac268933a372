using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rankion.Core.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class AddSharedImages : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "shared_until",
                table: "images",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "ix_images_original",
                table: "images",
                columns: new[] { "team_id", "created_at", "id" },
                filter: "deleted_at is null and in_gallery and parent_id is null");

            migrationBuilder.CreateIndex(
                name: "ix_images_shared",
                table: "images",
                columns: new[] { "team_id", "created_at", "id", "shared_until" },
                filter: "deleted_at is null and in_gallery and shared_until is not null");

            migrationBuilder.CreateIndex(
                name: "ix_images_untagged",
                table: "images",
                columns: new[] { "team_id", "created_at", "id" },
                filter: "deleted_at is null and in_gallery and tags = ''");

            migrationBuilder.CreateIndex(
                name: "ix_images_variant",
                table: "images",
                columns: new[] { "team_id", "created_at", "id" },
                filter: "deleted_at is null and in_gallery and parent_id is not null");

            migrationBuilder.Sql("""
                create trigger shares_mark_insert after insert on shares when new.is_latest begin
                    update images set shared_until = case when new.revoked_at is null then coalesce(new.expires_at, 253402300799999999) end where id = new.image_id;
                end;
                create trigger shares_mark_update after update of image_id, is_latest, revoked_at, expires_at on shares when new.is_latest begin
                    update images set shared_until = case when new.revoked_at is null then coalesce(new.expires_at, 253402300799999999) end where id = new.image_id;
                end;
                create trigger shares_mark_delete after delete on shares when old.is_latest begin
                    update images set shared_until = null where id = old.image_id;
                end;
                update images set shared_until = (
                    select case when s.revoked_at is null then coalesce(s.expires_at, 253402300799999999) end from shares s where s.image_id = images.id and s.is_latest);
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("drop trigger shares_mark_insert; drop trigger shares_mark_update; drop trigger shares_mark_delete;");

            migrationBuilder.DropIndex(
                name: "ix_images_original",
                table: "images");

            migrationBuilder.DropIndex(
                name: "ix_images_shared",
                table: "images");

            migrationBuilder.DropIndex(
                name: "ix_images_untagged",
                table: "images");

            migrationBuilder.DropIndex(
                name: "ix_images_variant",
                table: "images");

            migrationBuilder.DropColumn(
                name: "shared_until",
                table: "images");
        }
    }
}
