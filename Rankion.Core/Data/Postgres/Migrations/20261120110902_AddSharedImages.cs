using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rankion.Core.Data.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class AddSharedImages : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTime>(
                name: "shared_until",
                table: "images",
                type: "timestamp with time zone",
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
                create function shares_mark() returns trigger language plpgsql as $$
                begin
                    if tg_op = 'DELETE' then
                        update images set shared_until = null where id = old.image_id;
                    else
                        update images set shared_until = case when new.revoked_at is null then coalesce(new.expires_at, '9999-12-31 23:59:59.999999+00') end where id = new.image_id;
                    end if;
                    return null;
                end $$;
                create trigger shares_mark after insert or update of image_id, is_latest, revoked_at, expires_at on shares
                    for each row when (new.is_latest) execute function shares_mark();
                create trigger shares_mark_delete after delete on shares for each row when (old.is_latest) execute function shares_mark();
                update images i set shared_until = case when s.revoked_at is null then coalesce(s.expires_at, '9999-12-31 23:59:59.999999+00') end
                    from shares s where s.image_id = i.id and s.is_latest;
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("drop trigger shares_mark_delete on shares; drop trigger shares_mark on shares; drop function shares_mark();");

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
