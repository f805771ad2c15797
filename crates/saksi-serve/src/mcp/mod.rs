//! The archive for assistants: a few tools that read, over standard input and output.

mod tools;

use std::path::Path;
use std::sync::Arc;

use rmcp::ServiceExt;
use rmcp::handler::server::ServerHandler;
use rmcp::model::{
    CallToolRequestParams, CallToolResponse, CallToolResult, ContentBlock, ErrorData, Implementation, ListToolsResult,
    PaginatedRequestParams, ServerCapabilities, ServerConfig, Tool, ToolAnnotations,
};
use rmcp::service::{RequestContext, RoleServer};
use rmcp::transport::stdio;
use saksi_archive::{Archive, Vocabulary};
use schemars::JsonSchema;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::pool::Pool;
use crate::problem::Problem;
use crate::serve::ServeError;

const INSTRUCTIONS: &str = "An archive of Indonesian news, read by saksi: who said what, who did what to whom, each with the \
    place in its article that proves it. Texts are Indonesian: search with Indonesian words (\"harga beras\", not \"rice \
    price\"); a root finds all its forms. Cite outlet, day and url of what you use. Readings are automatic: for anything \
    that matters look at the article with get_article.";

/// Speaks the Model Context Protocol over standard input and output until the other side ends it.
///
/// # Errors
///
/// Where the archive cannot be opened, or standard input and output break.
pub async fn mcp(archive: &Path) -> Result<(), ServeError> {
    let server = Server { pool: Arc::new(Pool::open(archive, 2, Arc::new(Vocabulary::new()))?) };
    let broken = |error: &dyn std::fmt::Display| ServeError::Stdio(error.to_string());
    let running = match server.serve(stdio()).await {
        Ok(running) => running,
        // Whoever asks nothing and hangs up has not failed.
        Err(rmcp::service::ServerInitializeError::ConnectionClosed(_)) => return Ok(()),
        Err(error) => return Err(broken(&error)),
    };
    running.waiting().await.map(|_| ()).map_err(|error| broken(&error))
}

struct Server {
    pool: Arc<Pool>,
}

impl ServerHandler for Server {
    fn get_info(&self) -> ServerConfig {
        let mut info = ServerConfig::new(ServerCapabilities::builder().enable_tools().build());
        info.server_info = Implementation::new("saksi", env!("CARGO_PKG_VERSION"));
        info.instructions = Some(INSTRUCTIONS.to_owned());
        info
    }

    async fn list_tools(
        &self,
        _: Option<PaginatedRequestParams>,
        _: RequestContext<RoleServer>,
    ) -> Result<ListToolsResult, ErrorData> {
        Ok(ListToolsResult::with_all_items(tools()))
    }

    async fn call_tool(
        &self,
        request: CallToolRequestParams,
        _: RequestContext<RoleServer>,
    ) -> Result<CallToolResponse, ErrorData> {
        let arguments = Value::Object(request.arguments.unwrap_or_default());
        let result = match &*request.name {
            "search_quotes" => self.answer(arguments, tools::search_quotes).await,
            "get_article" => self.answer(arguments, tools::get_article).await,
            "find_entity" => self.answer(arguments, tools::find_entity).await,
            "list_events" => self.answer(arguments, tools::list_events).await,
            "get_statement" => self.answer(arguments, tools::get_statement).await,
            name => return Err(ErrorData::invalid_params(format!("there is no tool {name:?}"), None)),
        };
        Ok(result.into())
    }

    fn get_tool(&self, name: &str) -> Option<Tool> {
        tools().into_iter().find(|tool| tool.name == name)
    }
}

impl Server {
    /// Whatever is wrong is told to the assistant, which can then do better.
    async fn answer<A, T>(&self, arguments: Value, tool: fn(&Archive, A) -> Result<T, tools::Fault>) -> CallToolResult
    where
        A: DeserializeOwned + Send + 'static,
        T: Serialize + Send + 'static,
    {
        let wrong = |why: String| CallToolResult::error(vec![ContentBlock::text(why)]);
        let arguments: A = match serde_json::from_value(arguments) {
            Ok(arguments) => arguments,
            Err(error) => return wrong(format!("the arguments do not fit: {error}")),
        };
        let answer: Result<Result<T, String>, Problem> = self
            .pool
            .ask(move |archive| match tool(archive, arguments) {
                Ok(answer) => Ok(Ok(answer)),
                Err(tools::Fault::Asked(why)) => Ok(Err(why)),
                Err(tools::Fault::Archive(error)) => Err(error),
            })
            .await;
        match answer {
            Ok(Ok(answer)) => match serde_json::to_value(&answer) {
                Ok(value) => CallToolResult::structured(value),
                Err(error) => wrong(error.to_string()),
            },
            Ok(Err(why)) => wrong(why),
            Err(problem) => wrong(problem.detail().to_owned()),
        }
    }
}

fn tools() -> Vec<Tool> {
    fn tool<A: JsonSchema + 'static, T: JsonSchema + 'static>(
        name: &'static str,
        title: &'static str,
        about: &'static str,
    ) -> Tool {
        let hints =
            ToolAnnotations::with_title(title).read_only(true).destructive(false).idempotent(true).open_world(false);
        Tool::new(name, about, serde_json::Map::new())
            .with_title(title)
            .with_input_schema::<A>()
            .with_output_schema::<T>()
            .with_annotations(hints)
    }
    vec![
        tool::<tools::QuoteSearch, tools::Quotes>(
            "search_quotes",
            "Search quotes",
            "Finds what people said: quotes with speaker, outlet, day and link. words takes Indonesian roots (harga beras), \
             \"exact phrases\", prefixes (menga*), -without, OR, and the fields oleh: (speaker), media: (outlet), jenis: \
             (direct, indirect, mixed). Example: {\"words\": \"impor beras oleh:Santos\", \"since\": \"2025-06\"}. For all that \
             one person said, first find_entity, then speaker_id.",
        ),
        tool::<tools::ArticleAsked, tools::Article>(
            "get_article",
            "Get an article",
            "One article: its text, and every quote and event read in it. article_id is in each hit. Long texts come in parts: \
             ask again with from = next_from. Example: {\"article_id\": 12}.",
        ),
        tool::<tools::EntitySearch, tools::Entities>(
            "find_entity",
            "Find a person, body, state or place",
            "Finds who is meant by a name or the beginning of one, with office, and how often quoted. Example: {\"name\": \
             \"Ratna Wiryawan\"}. Its entity_id narrows down search_quotes and list_events.",
        ),
        tool::<tools::EventSearch, tools::Events>(
            "list_events",
            "List events",
            "Finds who did what to whom: events between political actors with PLOVER class, status, day, place. asserted_by names \
             the quoted speaker who claims it; without one the outlet reports it. Example: {\"words\": \"sanksi\", \"type\": \
             [\"SANCTION\"], \"since\": \"2025-08\"}.",
        ),
        tool::<tools::StatementAsked, tools::Statement>(
            "get_statement",
            "Compare versions of a statement",
            "One saying as several articles carry it, the first published first, so that wordings can be compared. statement_id is \
             in the hits of search_quotes. Example: {\"statement_id\": 3}.",
        ),
    ]
}
