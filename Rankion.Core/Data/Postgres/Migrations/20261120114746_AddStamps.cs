using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rankion.Core.Data.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class AddStamps : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_images_parent_id",
                table: "images");

            migrationBuilder.DropIndex(
                name: "ix_images_root_id",
                table: "images");

            migrationBuilder.CreateIndex(
                name: "ix_images_parent_id",
                table: "images",
                column: "parent_id",
                filter: "parent_id is not null");

            migrationBuilder.CreateIndex(
                name: "ix_images_root_id",
                table: "images",
                column: "root_id",
                filter: "root_id is not null");

            // a transaction stamps once, with its own number, and late, as images_count does: the row is a team's hottest
            migrationBuilder.Sql("""
                create table team_stamps (team_id bigint primary key, stamp bigint not null);
                create function team_stamp(team bigint) returns void language sql as $$
                    insert into team_stamps as s (team_id, stamp) values (team, pg_current_xact_id()::text::bigint)
                    on conflict (team_id) do update set stamp = excluded.stamp where s.stamp <> excluded.stamp
                $$;
                create function row_stamp() returns trigger language plpgsql as $$
                begin
                    perform team_stamp(coalesce(new.team_id, old.team_id));
                    return null;
                end $$;
                create function people_stamp() returns trigger language plpgsql as $$
                begin
                    perform team_stamp(0);
                    return null;
                end $$;
                create constraint trigger images_stamp after insert or update or delete on images deferrable initially deferred for each row execute function row_stamp();
                create constraint trigger shares_stamp after insert or update or delete on shares deferrable initially deferred for each row execute function row_stamp();
                create constraint trigger image_origins_stamp after insert or update or delete on image_origins deferrable initially deferred for each row execute function row_stamp();
                create constraint trigger users_stamp after delete or update of display_name on users deferrable initially deferred for each row execute function people_stamp();
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
                drop trigger images_stamp on images;
                drop trigger shares_stamp on shares;
                drop trigger image_origins_stamp on image_origins;
                drop trigger users_stamp on users;
                drop function row_stamp();
                drop function people_stamp();
                drop function team_stamp(bigint);
                drop table team_stamps;
                """);

            migrationBuilder.DropIndex(
                name: "ix_images_parent_id",
                table: "images");

            migrationBuilder.DropIndex(
                name: "ix_images_root_id",
                table: "images");

            migrationBuilder.CreateIndex(
                name: "ix_images_parent_id",
                table: "images",
                column: "parent_id");

            migrationBuilder.CreateIndex(
                name: "ix_images_root_id",
                table: "images",
                column: "root_id");
        }
    }
}
