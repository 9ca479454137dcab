@echo off
rem Starts recipe4j from the folder that `mvn package` makes.
setlocal
set "HOME_DIR=%~dp0.."
if defined JAVA_HOME (set "JAVA_EXE=%JAVA_HOME%\bin\java.exe") else (set "JAVA_EXE=java.exe")
"%JAVA_EXE%" -XX:+IgnoreUnrecognizedVMOptions --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -Djava.awt.headless=true -XX:SharedArchiveFile="%HOME_DIR%\recipe4j.jsa" -Xshare:auto -Xlog:disable -Xlog:all=error,cds*=off:stderr -Dlogback.configurationFile="%HOME_DIR%\conf\logback.xml" %RECIPE4J_JVM% -cp "%HOME_DIR%\lib\recipe4j.jar" recipe4j.cli.Main %*
exit /b %ERRORLEVEL%
